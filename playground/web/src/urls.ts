import examples from './generated/examples.json?url'
import pages from './generated/pages.json?url'

export const urls = { examples, pages }
