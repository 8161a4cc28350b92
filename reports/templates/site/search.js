// Search without a server. The index is loaded as scripts, because a page opened from disk may load those and nothing else.
// What a page of the index says is only ever put in as text.
"use strict"
const regdelta = (() => {
  const PAGE = 20
  const HIT = 3
  const base = new URL("index/", document.currentScript.src)
  const waiting = new Map()
  const words = new Map()
  const texts = new Map()
  let index = null

  const load = (name, arrived) => {
    if (!waiting.has(name)) waiting.set(name, new Promise((done, failed) => {
      const script = document.createElement("script")
      script.src = new URL(name, base)
      script.onload = () => done(arrived())
      script.onerror = () => { waiting.delete(name); failed(new Error(name)) }
      document.head.append(script)
    }))
    return waiting.get(name)
  }
  const start = () => load("start.js", () => index)
  const shard = number => load(`w${number}.js`, () => words.get(number))
  const text = id => load(`d${id}.js`, () => texts.get(id))

  const fold = (said, places) => {
    let folded = ""
    for (let at = 0; at < said.length; at++) {
      const one = said[at] in index.fold ? index.fold[said[at]] : said[at]
      folded += one
      if (places) for (let i = 0; i < one.length; i++) places.push(at)
    }
    return folded
  }
  const tokens = term => (term.match(new RegExp(index.run, "g")) || []).flatMap(run =>
    run[0] < "〇" ? [{ word: run, begins: true }]
      : run.length === 1 ? [{ word: run, begins: true }]
        : Array.from({ length: run.length - 1 }, (_, at) => ({ word: run.slice(at, at + 2), begins: false })))

  const unpack = said => {
    let number = 0
    return said.split(" ").map(step => number += parseInt(step, 36))
  }
  const holders = async token => {
    const found = new Set()
    const known = await shard(token.word.charCodeAt(0) % index.shards)
    const keys = token.begins ? Object.keys(known).filter(key => key.startsWith(token.word)) : [token.word]
    for (const key of keys) if (Object.hasOwn(known, key)) for (const id of unpack(known[key])) found.add(id)
    return found
  }
  const candidates = async terms => {
    let left = null
    for (const token of terms.flatMap(tokens)) {
      const found = await holders(token)
      left = left === null ? found : new Set([...left].filter(id => found.has(id)))
      if (!left.size) break
    }
    return left || new Set()
  }

  const hits = (lines, terms) => {
    const scored = lines.map(([place, head, said]) => {
      const folded = fold(said)
      return { place, head, said, score: terms.filter(term => folded.includes(term)).length }
    }).filter(line => line.score)
    const best = Math.max(0, ...scored.map(line => line.score))
    return { best, lines: scored.filter(line => line.score === best) }
  }
  const rank = (paper, terms) => terms.filter(term => fold(paper[1] + " " + paper[2]).includes(term)).length

  const search = async said => {
    await start()
    const terms = fold(said).split(/\s+/).filter(term => tokens(term).length)
    if (!terms.length) return { terms, papers: [] }
    const found = await candidates(terms)
    const papers = index.documents.filter(paper => found.has(paper[0]))
    return { terms, papers: papers.map(paper => ({ paper, rank: rank(paper, terms) })).sort((a, b) => b.rank - a.rank) }
  }
  const looked = async ({ paper, rank }, terms) => {
    const { best, lines } = hits(await text(paper[0]), terms)
    return { paper, lines, whole: rank === terms.length || best > 0, title: rank > 0 }
  }

  const make = (name, said, parent) => {
    const made = document.createElement(name)
    if (said) made.textContent = said
    parent.append(made)
    return made
  }
  const marked = (said, terms, parent) => {
    const places = []
    const folded = fold(said, places)
    const term = terms.find(one => folded.includes(one))
    const from = term ? places[folded.indexOf(term)] : 0
    const end = term ? places[folded.indexOf(term) + term.length - 1] + 1 : 0
    const first = Math.max(0, from - 24)
    parent.append((first ? "…" : "") + said.slice(first, from))
    if (term) make("mark", said.slice(from, end), parent)
    parent.append(said.slice(end, end + 60) + (end + 60 < said.length ? "…" : ""))
  }
  const shown = (one, terms, list, said) => {
    const item = make("li", "", list)
    const page = `documents/${one.paper[0]}.html`
    make("a", one.paper[1], item).href = page
    make("p", one.paper[2] + (one.title ? ` · ${said.title}` : ""), item).className = "none num"
    const found = make("ul", "", item)
    for (const line of one.lines.slice(0, HIT)) {
      const link = make("a", "", make("li", "", found))
      link.href = `${page}#${line.place}`
      if (line.head) make("b", line.said.slice(0, line.head), link)
      marked(line.said.slice(line.head).replace(/\s+/g, " "), terms, link)
    }
    if (one.lines.length > HIT) make("li", `+${one.lines.length - HIT}`, found).className = "none"
    if (!found.children.length) found.remove()
  }

  const ready = () => {
    const [form, field, state, list, more] = ["search", "q", "state", "results", "more"].map(id => document.getElementById(id))
    let turn = 0
    const next = async (found, from, mine) => {
      more.hidden = true
      for (const one of found.papers.slice(from, from + PAGE)) {
        const known = await looked(one, found.terms)
        if (mine !== turn) return
        if (known.whole) shown(known, found.terms, list, state.dataset)
      }
      more.hidden = from + PAGE >= found.papers.length
      more.onclick = () => next(found, from + PAGE, mine)
      state.textContent = list.children.length ? state.dataset.found.replace("{papers}", found.papers.length) : state.dataset.none
    }
    const ask = async () => {
      const mine = ++turn
      list.replaceChildren()
      more.hidden = true
      if (!field.value.trim()) return void (state.textContent = "")
      state.textContent = state.dataset.loading
      try {
        const found = await search(field.value)
        if (mine === turn) await next(found, 0, mine)
      } catch {
        state.textContent = state.dataset.failed
      }
    }
    form.addEventListener("submit", event => {
      event.preventDefault()
      const address = new URL(location)
      address.searchParams.set("q", field.value)
      try { history.replaceState(null, "", address) } catch { /* a browser that keeps addresses on disk as they are */ }
      ask()
    })
    document.getElementById("note").hidden = true
    form.hidden = false
    field.value = new URL(location).searchParams.get("q") || ""
    if (field.value) ask()
    else field.focus({ preventScroll: true })
  }
  addEventListener("DOMContentLoaded", ready)
  return {
    start: data => { index = data },
    words: ([number, data]) => words.set(number, data),
    text: ([id, lines]) => texts.set(id, lines),
    fold: async said => { await start(); return fold(said) },
  }
})()
