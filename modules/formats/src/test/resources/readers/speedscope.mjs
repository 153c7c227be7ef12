// node speedscope.mjs PACKAGE FILE...   what speedscope's own importers see in files, a line of JSON each.
// The npm package holds one bundle for browsers; its importers need no page, so the bundle is run without the part that draws.
import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

const [folder, ...files] = process.argv.slice(2)
const release = path.join(folder, 'dist/release')
const name = fs.readdirSync(release).find(file => /^speedscope-.*\.js$/.test(file))
const bundle = fs.readFileSync(path.join(release, name), 'utf8')

process.on('uncaughtException', wrong => {
  console.error(wrong.message) // its stack would hold the bundle
  process.exit(1)
})
const must = (found, what) => {
  if (!found) throw new Error(`this release of speedscope is laid out in another way: no ${what}`)
  return found
}
const escaped = text => text.replaceAll('$', '\\$')
const exported = must(/([\w$]+)=\{\};[\w$]+\(\1,\{importFromFileSystemDirectoryEntry:/.exec(bundle), 'importers')[1]
const load = must(new RegExp(`\\(([\\w$]+)\\(\\),${escaped(exported)}\\)`).exec(bundle), 'loading of importers')[1]
const end = bundle.lastIndexOf(';console.log(`speedscope v')
must(end > 0, 'end of the definitions')

// stands for every object that only a browser has: any member of it is itself
const browser = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? function* () {} : browser),
  apply: () => browser,
  construct: () => browser,
  has: () => true,
  set: () => true,
})
const page = { console: { ...console, log() {} }, TextDecoder, TextEncoder, URL, performance, setTimeout, clearTimeout }
for (const object of ['document', 'navigator', 'location', 'localStorage', 'fetch', 'Image']) page[object] = browser
Object.assign(page, { addEventListener() {}, window: page, self: page })
vm.createContext(page)
vm.runInContext(`${bundle.slice(0, end)};globalThis.importers=(${load}(),${exported})})();`, page)

for (const file of files) {
  const bytes = fs.readFileSync(file)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const group = must(await page.importers.importProfilesFromArrayBuffer(path.basename(file), buffer), `reader of ${file}`)
  const profiles = group.profiles.map(profile => {
    const frames = []
    profile.forEachFrame(f => frames.push({ name: f.name, file: f.file, line: f.line, total: f.getTotalWeight(), self: f.getSelfWeight() }))
    return { name: profile.getName(), total: profile.getTotalWeight(), frames }
  })
  console.log(JSON.stringify({ name: group.name, profiles }))
}
