import { transformAsync } from '@babel/core'
import linguiMacro from '@lingui/babel-plugin-lingui-macro'
import syntaxJsx from '@babel/plugin-syntax-jsx'
import syntaxTypescript from '@babel/plugin-syntax-typescript'

/** Turns `t` and `<Trans>` into look-ups of their messages; files without them are left alone. */
export function linguiMacros() {
  return {
    name: 'lingui-macros',
    enforce: /** @type {const} */ ('pre'),
    transform: {
      filter: { id: /\.tsx?(\?|$)/, code: /@lingui\/(core|react)\/macro/ },
      /** @param {string} code @param {string} id */
      async handler(code, id) {
        const isTSX = /\.tsx(\?|$)/.test(id)
        const made = await transformAsync(code, {
          filename: id.split('?', 1)[0],
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          plugins: [
            [syntaxTypescript, { isTSX }],
            ...(isTSX ? [syntaxJsx] : []),
            // The English text stays beside its id: English readers load no catalog.
            [linguiMacro, { stripMessageField: false }],
          ],
        })
        return made && { code: made.code ?? '', map: made.map }
      },
    },
  }
}
