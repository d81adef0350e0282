MATCH (p:Person)-[:residentOf]->(h)
RETURN p.name AS person, h.name AS home
ORDER BY home, person
