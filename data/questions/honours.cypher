MATCH (h:Honour)-[:about]->(s)
OPTIONAL MATCH (e:Evidence) WHERE e.claim = h.id
WITH h.id AS claim, s.name AS holder, h.honour AS honour, min(e.date) AS first_seen, max(e.date) AS last_seen
RETURN holder, honour, first_seen, last_seen
ORDER BY holder, honour
