import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// In a worker: decoding keeps no frame waiting, and the page's policy need not allow WebAssembly.
prepareZXingModule({ overrides: { locateFile: () => wasm } })

self.onmessage = async ({ data }: MessageEvent<ImageData>) => {
  const codes = await readBarcodes(data, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
  self.postMessage(codes[0]?.text ?? null)
}
