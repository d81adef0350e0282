MATCH (p:Person)-[r:holdsPost]->(b)
OPTIONAL MATCH (e:Evidence) WHERE e.claim = r.id
WITH r.id AS fact, p.name AS person, r.post AS post, b.name AS body, min(e.date) AS first_seen, max(e.date) AS last_seen
RETURN person, post, body, first_seen, last_seen
ORDER BY body, post, first_seen, person
