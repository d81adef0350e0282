MATCH (c:Enterprise)-[:cooperatesWith]-(x)-[:jurisdiction*0..1]->(z:Zone)
WITH c, count(DISTINCT z.id) AS zones, collect(DISTINCT z.name) AS names
WHERE zones >= 2
UNWIND names AS zone
RETURN c.name AS company, zone
ORDER BY company, zone
