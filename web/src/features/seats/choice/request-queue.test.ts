import { expect, test } from 'vitest'
import { RequestQueue, type SeatAction } from '@/features/seats/choice/request-queue'

/** A server that answers when it is told to. */
function givenQueue() {
  const sent: [...number[], SeatAction][] = []
  const answers: { accept: () => void; refuse: () => void }[] = []
  const refused: number[] = []
  let idle = 0
  const queue = new RequestQueue({
    send: (seatIds, action) => {
      sent.push([...seatIds, action])
      return new Promise((resolve, reject) =>
        answers.push({ accept: resolve, refuse: () => reject(new Error('taken')) }),
      )
    },
    onRefused: (seatIds) => refused.push(...seatIds),
    onIdle: () => idle++,
  })
  const turn = () => new Promise((resolve) => setTimeout(resolve))
  return { queue, sent, answers, refused, idleCount: () => idle, turn }
}

test('fast clicks are sent one at a time, in order, and none is lost', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  for (const seat of [1, 2, 3]) queue.request(seat, 'hold')
  expect([...queue.pending().keys()]).toEqual([1, 2, 3])
  await turn()
  expect(sent).toEqual([[1, 'hold']])
  answers[0]!.accept()
  await turn()
  answers[1]!.accept()
  await turn()
  expect(sent).toEqual([
    [1, 'hold'],
    [2, 'hold'],
    [3, 'hold'],
  ])
  answers[2]!.accept()
  await queue.idle()
  expect(queue.pending().size).toBe(0)
})

test('a second click takes back a request that has not been sent', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  queue.request(1, 'hold')
  await turn()
  queue.request(2, 'hold')
  queue.request(2, 'free')
  answers[0]!.accept()
  await queue.idle()
  expect(sent).toEqual([[1, 'hold']])
})

test('a second click on a seat on its way follows behind', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  queue.request(1, 'hold')
  await turn()
  queue.request(1, 'free')
  expect(queue.pending().get(1)).toBe('free')
  answers[0]!.accept()
  await turn()
  expect(sent).toEqual([
    [1, 'hold'],
    [1, 'free'],
  ])
  answers[1]!.accept()
  await queue.idle()
})

test('three clicks on a seat on its way send it once', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  queue.request(1, 'hold')
  await turn()
  queue.request(1, 'free')
  queue.request(1, 'hold')
  answers[0]!.accept()
  await queue.idle()
  expect(sent).toEqual([[1, 'hold']])
})

test('a refusal undoes its own seat alone, and the others go on', async () => {
  const { queue, sent, answers, refused, turn, idleCount } = givenQueue()
  queue.request(1, 'hold')
  queue.request(2, 'hold')
  await turn()
  answers[0]!.refuse()
  await turn()
  expect(refused).toEqual([1])
  expect([...queue.pending().keys()]).toEqual([2])
  answers[1]!.accept()
  await queue.idle()
  expect(sent).toHaveLength(2)
  expect(idleCount()).toBe(1)
})

test('what was not sent yet can be given up', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  queue.request(1, 'hold')
  queue.request(2, 'hold')
  await turn()
  queue.forget()
  answers[0]!.accept()
  await queue.idle()
  expect(sent).toEqual([[1, 'hold']])
})

test('seats requested together go in one request, without what was taken back before', async () => {
  const { queue, sent, answers, turn } = givenQueue()
  queue.requestTogether([1, 2, 3], 'hold')
  queue.request(2, 'free')
  expect([...queue.pending().keys()]).toEqual([1, 3])
  queue.request(4, 'hold')
  await turn()
  answers[0]!.accept()
  await turn()
  answers[1]!.accept()
  await queue.idle()
  expect(sent).toEqual([
    [1, 3, 'hold'],
    [4, 'hold'],
  ])
})
