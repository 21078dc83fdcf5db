import { expect, it } from 'vitest'

const routes = import.meta.glob<string>('./routes/**/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

// Whatever else a route takes of the page's file has all of it, and what it imports, loaded at the start of every other page.
it.each(Object.entries(routes))('%s takes nothing but the page of its file', (_, source) => {
  const imported = source.matchAll(/import \{([^}]+)\} from '[^']+-page'/g)
  for (const [, names = ''] of imported) {
    const values = names
      .split(',')
      .filter((name) => name.trim() && !name.trim().startsWith('type '))
    expect(values).toHaveLength(1)
  }
})
