import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { quoteAtCounter, type CounterQuoteRequest } from '@/api'

const fresh = 60_000

/** As the server reads it: dashes and spaces are nothing, and O is 0, I and L are 1. */
const written = (typed: string) =>
  typed
    .toUpperCase()
    .replace(/[\s\u2010\u2011\u2013-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** The codes that a customer shows, and what the choice costs with them: the server says, of vouchers and gift cards alike. */
export function useCodes(
  showtimeId: number,
  choice: Omit<CounterQuoteRequest, 'codes'>,
  onAdded: () => void,
) {
  const queries = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>([])
  const quoteOf = (shown: readonly string[]) => ({
    queryKey: ['quoteAtCounter', showtimeId, choice, shown],
    queryFn: async () => {
      const body = { ...choice, codes: [...shown] }
      return (await quoteAtCounter({ path: { showtimeId }, body, throwOnError: true })).data
    },
    staleTime: fresh,
    retry: false,
  })
  const isUsed = codes.length > 0 && choice.seatIds.length > 0
  const quote = useQuery({ ...quoteOf(codes), enabled: isUsed, placeholderData: keepPreviousData })
  // A code counts once it is known to be good: one that is not leaves the sale as it is.
  const add = useMutation({
    mutationFn: (code: string) => queries.fetchQuery(quoteOf([...codes, code])),
    onSuccess: (_, code) => {
      flushSync(() => setCodes((now) => [...now, code]))
      onAdded()
    },
  })
  return {
    codes,
    /** Undefined where there are no codes, and where they are not good for this choice. */
    quote: isUsed && !quote.isError ? quote.data : undefined,
    error: isUsed ? quote.error : null,
    /** The price is not known yet. */
    busy: add.isPending || (isUsed && quote.isFetching),
    refused: add.error,
    add: (typed: string, { onUsed, onRefused }: { onUsed: () => void; onRefused: () => void }) => {
      const code = written(typed)
      if (codes.includes(code)) onUsed()
      else add.mutate(code, { onSuccess: onUsed, onError: onRefused })
    },
    forgetRefusal: add.reset,
    remove: (code: string) => setCodes(codes.filter((other) => other !== code)),
    refresh: () => isUsed && quote.refetch(),
  }
}
