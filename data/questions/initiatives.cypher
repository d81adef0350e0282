MATCH (s)-[r:implements]->(i:Initiative)
OPTIONAL MATCH (e:Evidence) WHERE e.claim = r.id
WITH r.id AS fact, i.name AS initiative, s.name AS leader, min(e.date) AS first_seen, max(e.date) AS last_seen
RETURN initiative, leader, first_seen, last_seen
ORDER BY initiative, first_seen, leader
