/** React alone, ahead of everything that is built on it. */
import 'react-dom/client'
