MATCH (s:Enterprise)-[r:acquires]->(o:Enterprise)
RETURN s.name AS buyer, o.name AS bought, r.share AS share, r.date AS date
ORDER BY buyer, bought, date
