import { oneOf, positive, present, text, type Written } from '@/features/admin/shell/search'

export type MovieSearch = {
  q?: string | undefined
  status?: 'open' | 'closed' | undefined
  page?: number | undefined
}

export function movieSearch(written: Written): MovieSearch {
  return present({
    q: text(written['q']),
    status: oneOf(['open', 'closed'], written['status']),
    page: positive(written['page']),
  })
}
