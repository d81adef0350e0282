MATCH (b)-[r:undertakes]->(p:Project)
OPTIONAL MATCH (p)-[:locatedIn]->(l)
RETURN b.name AS body, p.name AS project, r.amount AS amount, l.name AS location
ORDER BY project, body, location
