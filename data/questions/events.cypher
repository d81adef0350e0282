MATCH (s)-[r:participatesIn]->(e:Event)
RETURN e.name AS event, r.role AS role, s.name AS participant
ORDER BY event, role DESC, participant
