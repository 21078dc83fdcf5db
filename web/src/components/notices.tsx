import { t } from '@lingui/core/macro'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { dismissNotice, noticeStore } from '@/lib/browser/notices'

/** Passing messages. They wait while pointed at or focused, and F8 leads to them. */
export default function Notices() {
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.get)
  return (
    <Toast.Provider duration={8000} swipeDirection="down">
      {notices.map((notice) => (
        <Toast.Root
          key={notice.id}
          type={notice.tone === 'danger' ? 'foreground' : 'background'}
          onOpenChange={(open) => !open && dismissNotice(notice.id)}
          className={clsx(
            'flex items-center gap-3 rounded-xl border bg-surface py-2 pr-2 pl-4 shadow-lg',
            notice.tone === 'danger' ? 'border-danger' : 'border-control',
          )}
        >
          <Toast.Description className="flex-1 font-medium">{notice.text}</Toast.Description>
          <Toast.Close
            aria-label={t`Dismiss`}
            className="grid size-11 shrink-0 place-items-center rounded-lg hover:bg-raised"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed bottom-4 left-1/2 z-40 grid w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 gap-2 outline-none in-[:has([data-summary-bar])]:bottom-28" />
    </Toast.Provider>
  )
}
