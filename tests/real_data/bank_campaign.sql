-- examples/bank_campaign/model.score, written again by hand in SQL.
WITH s AS (
  SELECT rowid AS id, CAST(age AS REAL) AS age, job, education AS edu, "default" = 'yes' AS dflt,
         CAST(balance AS REAL) AS bal, housing = 'yes' OR loan = 'yes' AS owes, contact, month,
         CAST(campaign AS REAL) AS campaign, nullif(CAST(pdays AS REAL), -1.0) AS days, poutcome
  FROM data
), t AS (
  SELECT id, dflt, bal,
         20 * (job IN ('student', 'retired')) - 10 * (job IN ('blue-collar', 'entrepreneur', 'services'))
         - 2 * (job = 'unknown') + 5 * (edu = 'tertiary') + 10 * (bal >= 1500) - 10 * (bal < 0)
         + 5 * (age < 30) - 7.5 * owes
         + 40 * (poutcome = 'success') - 5 * coalesce(poutcome = 'failure' AND days > 180, 0)
         + 10 * coalesce(days <= 100, 0) - 10 * (contact = 'unknown') - 12 * (campaign > 5)
         + 15 * (month IN ('mar', 'sep', 'oct', 'dec')) AS score
  FROM s
)
SELECT id || ',' || rtrim(rtrim(printf('%.3f', score), '0'), '.') || ',' ||
       CASE WHEN dflt AND bal < 0 THEN 'disqualified'
            WHEN score >= 30 AND NOT dflt THEN 'call_now'
            WHEN score >= 10 THEN 'warm'
            ELSE '' END
FROM t ORDER BY id;
