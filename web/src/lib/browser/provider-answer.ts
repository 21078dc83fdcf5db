/** What a provider led back with, as strings: the router would read a long number in it as one, and lose its end. */
export type ProviderAnswer = { code?: string; state?: string; iss?: string }

// The page is loaded for it, and the router writes its address anew.
const arrived = new URLSearchParams(window.location.search)

export function providerAnswer(): ProviderAnswer {
  const answer: ProviderAnswer = {}
  for (const name of ['code', 'state', 'iss'] as const) {
    const value = arrived.get(name)
    if (value !== null) answer[name] = value
  }
  return answer
}
