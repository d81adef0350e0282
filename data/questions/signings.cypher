MATCH (a)-[r:cooperatesWith]->(b)
RETURN a.name AS one, b.name AS other, r.matter AS matter, r.date AS date, r.amount AS amount
ORDER BY one, other, matter, date
