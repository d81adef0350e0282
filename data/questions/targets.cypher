MATCH (t:Measurement {kind: 'target'})-[:about]->(s)<-[:about]-(a:Measurement {kind: 'actual'})
WHERE a.indicator = t.indicator AND a.unit = t.unit
RETURN s.name AS holder, t.indicator AS indicator, t.value AS target, t.period AS target_period,
  a.value AS actual, a.period AS actual_period, t.unit AS unit
ORDER BY holder, indicator, target_period, actual_period, target, actual
