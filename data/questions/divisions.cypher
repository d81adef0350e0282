MATCH (p:AdministrativeDivision)-[:locatedIn]->(w)
RETURN DISTINCT p.name AS part, p.code AS code, w.name AS whole
UNION
MATCH (p:Zone)-[:locatedIn]->(w)
RETURN DISTINCT p.name AS part, p.code AS code, w.name AS whole
