/** What each page must reach; times in milliseconds. */
const columns = [
  { key: 'performance', title: 'Performance', least: 95 },
  { key: 'accessibility', title: 'Accessibility', least: 100 },
  { key: 'bestPractices', title: 'Best practices', least: 100 },
  { key: 'seo', title: 'SEO', least: 100 },
  { key: 'lcp', title: 'LCP', most: 1500, show: (value) => `${(value / 1000).toFixed(2)} s` },
  { key: 'cls', title: 'CLS', most: 0.01, show: (value) => value.toFixed(4) },
]

const shown = ({ key, show = String }, page) => show(page[key])

export function table(pages) {
  const rows = pages.map((page) => [page.name, ...columns.map((column) => shown(column, page))])
  const lines = [
    ['Page', ...columns.map(({ title }) => title)],
    columns.map(() => '---').concat('---'),
    ...rows,
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function failures(pages) {
  return pages.flatMap((page) => [
    ...columns
      .filter(
        ({ key, least = -Infinity, most = Infinity }) => page[key] < least || page[key] > most,
      )
      .map(
        (column) =>
          `${page.name}: ${column.title} ${shown(column, page)}, the limit is ${column.least ?? column.show(column.most)}`,
      ),
    ...page.findings.map((finding) => `${page.name}: ${finding}`),
  ])
}
