import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import type { DoorKey } from '@/api'
import { opened, type SignedList } from './signed-list'

const list = {
  showtime: { showtimeId: 7, movieTitle: 'Amélie “ ', endsAt: '2099-11-30T21:30:00+01:00' },
  madeAt: '2099-11-30T18:00:00Z',
  tickets: [{ ticketId: 1, codes: ['7dd4'] }],
}
const over = { ...list, showtime: { ...list.showtime, endsAt: '2020-11-30T21:30:00+01:00' } }
const key = await pair('k1')
const older = await pair('k0')

async function pair(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' } as DoorKey
  return { kid, jwk, privateKey }
}

async function signed(what: object, by = key, keys = [key, older]): Promise<SignedList> {
  const text = JSON.stringify(what)
  // jsdom's encoder makes arrays of a class of its own.
  const jws = await new CompactSign(Uint8Array.from(new TextEncoder().encode(text)))
    .setProtectedHeader({ alg: 'ES256', kid: by.kid })
    .sign(by.privateKey)
  const [header, , signature] = jws.split('.')
  return { text, signature: `${header}..${signature}`, keys: { keys: keys.map(({ jwk }) => jwk) } }
}

describe('a list of a door', () => {
  it.each([
    ['the newest key', key],
    ['an older one that is published', older],
  ])('is opened that %s has signed', async (_, by) => {
    expect(await opened(await signed(list, by), 7)).toEqual(list)
  })

  it('is not used with any letter changed, unsigned, or by a key that is not published', async () => {
    const good = await signed(list)
    const changed = async (one: Partial<SignedList>) =>
      expect(opened({ ...good, ...one }, 7)).rejects.toMatchObject({ fault: 'changed' })
    for (const at of good.text.split('').keys()) {
      await changed({ text: `${good.text.slice(0, at)}~${good.text.slice(at + 1)}` })
    }
    await changed({ signature: '' })
    await changed({ signature: (await signed(over)).signature })
    const first = good.signature.indexOf('..') + 2
    const other = good.signature[first] === 'A' ? 'B' : 'A'
    await changed({
      signature: good.signature.slice(0, first) + other + good.signature.slice(first + 1),
    })
    await changed({ keys: { keys: [older.jwk] } })
    // Names the key of another.
    await changed(await signed(list, { ...older, kid: 'k1' }))
  })

  it('is of its own show, and not used after it', async () => {
    await expect(opened(await signed(list), 8)).rejects.toMatchObject({ fault: 'another' })
    await expect(opened(await signed(over), 7)).rejects.toMatchObject({ fault: 'over' })
  })
})
