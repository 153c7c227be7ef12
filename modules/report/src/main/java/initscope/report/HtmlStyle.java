package initscope.report;

/// The report's style sheet: system fonts, colours with a contrast of 4.5 to 1 or more in both themes, nothing loaded.
final class HtmlStyle {
  static final String CSS =
      """
      :root{--bg:#ffffff;--panel:#f6f8fa;--text:#1f2328;--faint:#57606a;--line:#d0d7de;--accent:#0969da;
      --certain:#1a7f37;--likely:#0969da;--possible:#9a6700;--unknown:#57606a;--quote:#eef1f4}
      @media (prefers-color-scheme:dark){:root{--bg:#0d1117;--panel:#161b22;--text:#d1d7e0;--faint:#9198a1;--line:#30363d;
      --accent:#58a6ff;--certain:#3fb950;--likely:#58a6ff;--possible:#d29922;--unknown:#9198a1;--quote:#1c222b}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,"Noto Sans","Noto Sans SC","PingFang SC",
      "Microsoft YaHei",sans-serif}
      main{max-width:1080px;margin:0 auto;padding:24px 20px 48px}
      h1,h2,li,figcaption,summary,.next{overflow-wrap:anywhere}
      h1{font-size:1.6rem;line-height:1.3;margin:.4em 0 .6em}
      h2{font-size:1.15rem;margin:2.2em 0 .7em;padding-bottom:.3em;border-bottom:1px solid var(--line)}
      h3{font-size:1rem;margin:1.2em 0 .4em}
      code,pre,.mono{font-family:ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
      header{display:flex;flex-wrap:wrap;gap:4px 20px;color:var(--faint);font-size:.88rem}
      header strong{color:var(--text)}
      .verdict{border:1px solid var(--line);border-left:6px solid var(--accent);border-radius:8px;background:var(--panel);
      padding:16px 20px;margin:14px 0}
      .verdict.certain{border-left-color:var(--certain)}.verdict.likely{border-left-color:var(--likely)}
      .verdict.possible{border-left-color:var(--possible)}.verdict.unknown{border-left-color:var(--unknown)}
      .word{display:inline-block;font-size:.8rem;font-weight:600;border:1px solid currentColor;border-radius:999px;
      padding:0 10px;margin-right:8px}
      .certain>.word,.word.certain{color:var(--certain)}.likely>.word,.word.likely{color:var(--likely)}
      .possible>.word,.word.possible{color:var(--possible)}.unknown>.word,.word.unknown{color:var(--unknown)}
      .rule{color:var(--faint);font-size:.82rem}
      dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0 0 12px}
      dl.facts dt{color:var(--faint)}dl.facts dd{margin:0;overflow-wrap:anywhere}
      .next{border-top:1px solid var(--line);margin:14px 0 0;padding-top:10px}
      ol.chain{margin:0;padding-left:1.6em}
      ol.chain li{margin:0 0 .8em}
      .place{color:var(--faint);font-size:.82rem;margin-left:6px;overflow-wrap:anywhere}
      .quote{display:block;background:var(--quote);border-radius:4px;padding:3px 8px;margin-top:3px;overflow-wrap:anywhere;
      white-space:pre-wrap}
      .wide{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
      table{border-collapse:collapse;width:100%;font-size:.88rem}
      caption{text-align:left;color:var(--faint);padding:6px 10px}
      th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--line)}
      th{background:var(--panel);font-weight:600;white-space:nowrap}
      tr:last-child td{border-bottom:0}
      td.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      tr.hot td{background:var(--quote)}tr.hot td:not(.frames){font-weight:600}
      td.frames{overflow-wrap:anywhere}
      details{margin:.4em 0}summary{cursor:pointer}
      ol.frames{margin:.3em 0;padding-left:2.2em;font-size:.92em}
      .mark{font-weight:700}
      figure{margin:0}.picture{overflow-x:auto;border:1px solid var(--line);border-radius:6px}
      .picture svg{display:block;max-width:none;height:auto}
      figcaption{color:var(--faint);font-size:.9rem;margin-top:6px}
      .dark{display:none}
      footer{margin-top:3em;color:var(--faint);font-size:.82rem}
      @media (min-width:720px){.picture svg{max-width:100%}}
      @media (max-width:560px){main{padding:14px 12px 32px}h1{font-size:1.25rem}dl.facts{grid-template-columns:1fr;gap:0}
      dl.facts dd{margin:0 0 8px}.verdict{padding:12px 14px}}
      @media screen and (prefers-color-scheme:dark){.light{display:none}.dark{display:block}}
      @media print{:root{--bg:#fff;--panel:#fff;--text:#000;--faint:#444;--line:#999;--quote:#f2f2f2;--certain:#1a7f37;
      --likely:#0550ae;--possible:#7d4e00;--unknown:#444}
      body{font-size:11pt}main{max-width:none;padding:0}.verdict,li,tr,figure{break-inside:avoid}h2{break-after:avoid}
      .wide,.picture{overflow:visible;border:0}.picture svg{max-width:100%}}
      """;

  private HtmlStyle() {}
}
