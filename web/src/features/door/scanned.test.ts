import { describe, expect, it } from 'vitest'
import type { DoorTicket } from '@/api'
import { said } from './answers'
import { scanned } from './scanned'

describe('what was scanned', () => {
  it('tells a reference from a token, and leaves both as they are', () => {
    expect(scanned(' k7px4mrw2t ')).toEqual({ reference: 'k7px4mrw2t' })
    expect(scanned('AEAQAAAAFIAAAAABY7KQ2XWZ5J3LMNOP\n')).toEqual({
      token: 'AEAQAAAAFIAAAAABY7KQ2XWZ5J3LMNOP',
    })
    expect(scanned('https://example.com')).toEqual({ token: 'https://example.com' })
  })
})

describe('what the door says', () => {
  it('says when and where a used ticket was used', () => {
    const ticket = {
      answer: 'alreadyAdmitted',
      seatLabel: 'E5',
      seatClass: 'standard',
      admittedAt: '2026-11-22T19:21:00+01:00',
      door: 'Door 2',
    } as DoorTicket
    const answer = said(ticket)
    expect(answer.tone).toBe('bad')
    expect(answer.detail).toMatch(/E5.*since.*21.*Door 2/)
  })

  it('lets in for one answer alone', () => {
    const all = ['ready', 'wrongDay', 'cancelled', 'forged', 'unknown', 'notConfirmed'] as const
    expect(all.map((answer) => said({ answer }).tone)).not.toContain('good')
    expect(said({ answer: 'admitted' }).tone).toBe('good')
  })
})
