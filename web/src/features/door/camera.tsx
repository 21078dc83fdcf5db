import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'

/** The picture of the camera; tells each code that it sees. */
export default function Camera({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onCode)
  const [isRefused, setRefused] = useState(false)

  useEffect(() => {
    tell.current = onCode
  }, [onCode])

  useEffect(() => {
    const shown = video.current
    if (!shown) return
    const stop = new AbortController()
    watch(shown, stop.signal, (code) => tell.current(code)).catch(() => {
      if (!stop.signal.aborted) setRefused(true)
    })
    return () => stop.abort()
  }, [])

  return isRefused ? (
    <p role="alert" className="rounded-xl border-2 border-danger p-4 font-semibold text-danger">
      <Trans>
        The camera cannot be used: it was refused, or there is none. Allow it in the browser’s
        settings for this page, or type the reference below.
      </Trans>
    </p>
  ) : (
    <video
      ref={video}
      muted
      playsInline
      aria-label={t`What the camera sees: hold the code of the ticket into it`}
      className="aspect-[4/3] w-full rounded-xl bg-raised object-cover"
    />
  )
}

async function watch(
  video: HTMLVideoElement,
  stop: AbortSignal,
  onCode: (code: string) => void,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  })
  const worker = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' })
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
    worker.terminate()
  }
  if (stop.aborted) return end()
  stop.addEventListener('abort', end)
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const look = () => {
    if (stop.aborted || context === null) return
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    context.drawImage(video, 0, 0)
    worker.postMessage(context.getImageData(0, 0, canvas.width, canvas.height))
  }
  worker.onmessage = ({ data }: MessageEvent<string | null>) => {
    if (data !== null) onCode(data)
    setTimeout(look, 100)
  }
  look()
}
