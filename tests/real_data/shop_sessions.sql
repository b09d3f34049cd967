-- examples/shop_sessions/model.score, written again by hand in SQL: one row a session with its
-- score and stage. Table `data` holds the file as texts.
WITH s AS (
  SELECT rowid AS id, CAST(Administrative AS REAL) AS a, CAST(Informational AS REAL) AS i,
         CAST(ProductRelated AS REAL) AS p, CAST(ProductRelated_Duration AS REAL) AS d,
         CAST(BounceRates AS REAL) AS b, CAST(ExitRates AS REAL) AS e,
         CAST(SpecialDay AS REAL) AS special, Month AS m, VisitorType AS v, Weekend = 'TRUE' AS w
  FROM data
), t AS (
  SELECT id, a, i, p, b >= 0.1 OR e > 0.15 AS gone,
         20 * (p >= 50) + 10 * (p BETWEEN 20 AND 49) + 15 * (d > 1800) + 5 * (a >= 3 AND i > 0)
         - 15 * (b >= 0.1 OR e > 0.15)
         + 15 * (m IN ('Oct', 'Nov')) - 10 * (m = 'Feb') + 7.5 * (v = 'New_Visitor')
         + 2.5 * (v <> 'Returning_Visitor' AND w) - 5 * (special > 0 AND m NOT IN ('Oct', 'Nov'))
         AS score
  FROM s
)
SELECT id || ',' || rtrim(rtrim(printf('%.3f', score), '0'), '.') || ',' ||
       CASE WHEN p = 0 AND a = 0 AND i = 0 THEN 'disqualified'
            WHEN score >= 40 AND NOT gone THEN 'likely_buyer'
            WHEN score >= 20 THEN 'interested'
            WHEN p > 0 THEN 'browsing'
            ELSE '' END
FROM t ORDER BY id;
