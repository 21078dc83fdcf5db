import { t } from '@lingui/core/macro'
import { base64url, createLocalJWKSet, flattenedVerify } from 'jose'
import { getDoorList, listDoorKeys, type DoorKeys, type DoorList } from '@/api'
import { serverNow } from '@/lib/time/server-clock'

/** A list as it came, its signature (a detached JWS, RFC 7515 appendix F), and the keys that the server published then. */
export type SignedList = { text: string; signature: string; keys: DoorKeys }

/** `changed`: not what the server signed. */
type Fault = 'changed' | 'another' | 'over'

/** A list that no door may go by. */
export class UnusableList extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault)
    this.fault = fault
  }
}

export function faultText(fault: Fault): string {
  if (fault === 'over') return t`The show is over: its list of tickets is not used any more.`
  if (fault === 'another') return t`A list of tickets of another show came. It is not used.`
  return t`A list of tickets is not as the server signed it. It is not used.`
}

export async function readList(showtimeId: number): Promise<SignedList> {
  const [{ data, response }, keys] = await Promise.all([
    getDoorList({ path: { showtimeId }, parseAs: 'text', throwOnError: true }),
    listDoorKeys({ throwOnError: true }),
  ])
  const text: unknown = data
  const signature = response.headers.get('List-Signature') ?? ''
  return { text: text as string, signature, keys: keys.data }
}

/** The list of a show, once its signature is verified. */
export async function opened(signed: SignedList, showtimeId: number): Promise<DoorList> {
  const [header = '', , signature = ''] = signed.signature.split('.')
  const jws = { protected: header, payload: base64url.encode(signed.text), signature }
  await flattenedVerify(jws, createLocalJWKSet({ keys: [...signed.keys.keys] }), {
    algorithms: ['ES256'],
  }).catch(() => {
    throw new UnusableList('changed')
  })
  const list = JSON.parse(signed.text) as DoorList
  if (list.showtime.showtimeId !== showtimeId) throw new UnusableList('another')
  if (isOver(list)) throw new UnusableList('over')
  return list
}

export const isOver = ({ showtime }: DoorList) => Date.parse(showtime.endsAt) <= serverNow()
