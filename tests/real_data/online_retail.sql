-- examples/online_retail/model.score, written again by hand in SQL, as of 2011-12-10. Table `data`
-- holds the invoice lines, `leads` the customers. Moments are ISO texts of one form, which sort as
-- times do: D days ago is a text too.
CREATE INDEX by_customer ON data (CustomerID);
WITH e AS (
  SELECT CustomerID AS id, lower(trim(StockCode)) AS product, InvoiceDate AS at FROM data
  WHERE CustomerID <> ''
), c AS (
  SELECT id, count(*) AS n,
         sum(at >= '2011-11-10T00:00:00Z') AS d30, sum(at >= '2011-09-11T00:00:00Z') AS d90,
         sum(at < '2011-09-11T00:00:00Z' AND at >= '2011-06-13T00:00:00Z') AS d90_180,
         sum(at >= '2011-06-13T00:00:00Z') AS d180, sum(at < '2011-01-01') AS y2010,
         sum(at LIKE '2011-11-17%') AS that_day,
         sum(product IN ('22423', '47566', '85123a') OR product LIKE '8487_') AS deco,
         sum(product IN ('dot', 'post', 'm')) AS post, sum(product = 'c2') AS c2,
         sum(product LIKE '%b') AS b, sum(product LIKE 'gift%') AS gift
  FROM e GROUP BY id
), t AS (
  SELECT leads.n AS row, leads.id, country, d90 > 0 AS active,
         1 * (c.n > 0) + 9 * (c.n >= 20) + 10 * (c.n >= 100) + 20 * (d30 > 0) + 15 * (d90 >= 10)
         + 5 * (d90_180 > 0) - 20 * (d180 = 0) + 4 * (y2010 > 0) + 2.5 * (that_day > 0) AS loyalty,
         6 * (deco > 0) - 1.5 * (post > 0) + 3 * (c2 > 0 AND country <> 'United Kingdom')
         + 1 * (b = 1) + 0.5 * (gift = 0) AS taste
  FROM leads JOIN c ON c.id = leads.id
)
SELECT id || ',' || rtrim(rtrim(printf('%.3f', loyalty + taste), '0'), '.') || ',' ||
       CASE WHEN country = 'Unspecified' THEN 'disqualified'
            WHEN loyalty + taste >= 60 AND taste > 5 THEN 'champion'
            WHEN loyalty + taste >= 30 THEN 'loyal'
            WHEN active THEN 'active'
            ELSE '' END
FROM t ORDER BY row;
