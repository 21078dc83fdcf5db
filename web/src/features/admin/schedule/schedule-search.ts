import { day, positive, present, type Written } from '@/features/admin/shell/search'

export type ScheduleSearch = { cinema?: number | undefined; date?: string | undefined }

export function scheduleSearch(written: Written): ScheduleSearch {
  return present({ cinema: positive(written['cinema']), date: day(written['date']) })
}
