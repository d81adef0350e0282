MATCH (s)-[r:learnsFrom]->(o)
OPTIONAL MATCH (e:Evidence) WHERE e.claim = r.id
WITH r.id AS fact, s.name AS learner, o.name AS model, r.date AS date, min(e.date) AS first_seen, max(e.date) AS last_seen
RETURN learner, model, date, first_seen, last_seen
ORDER BY learner, model, date
