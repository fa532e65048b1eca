/** A way out of a page. `head` and `body` are put into a real report; `url` makes an address that tells who asked. */
export type WayOut = {
  readonly name: string;
  readonly head?: string;
  readonly body?: string;
};

type Url = (path: string) => string;

const script = (code: string) => `<script>${code}</script>`;

/** Ways that leave the page where it is: all of them fit into one page. */
export const passiveWays = (url: Url, host: string): WayOut[] => {
  const way = (name: string, body: string): WayOut => ({ name, body });
  const link = (rel: string, file: string, rest = ''): WayOut => ({ name: `link ${rel}`, head: `<link rel="${rel}" href="${url(file)}" ${rest}>` });
  const css = (name: string, text: string): WayOut => way(name, `<style>${text}</style>`);
  return [
    way('img', `<img src="${url('img')}">`),
    way('img srcset', `<img srcset="${url('srcset')} 1x, ${url('srcset')} 2x">`),
    way('picture', `<picture><source srcset="${url('picture')}"><img></picture>`),
    way('input image', `<input type=image src="${url('input')}">`),
    way('body background', `<table background="${url('background')}"><tr><td>x</table>`),
    way('iframe', `<iframe src="${url('iframe')}"></iframe>`),
    way('iframe srcdoc', `<iframe srcdoc="&lt;img src=${url('srcdoc')}&gt;"></iframe>`),
    way('iframe srcdoc refresh', `<iframe srcdoc="&lt;meta http-equiv=refresh content='0;url=${url('srcdoc-refresh')}'&gt;"></iframe>`),
    way('iframe data', `<iframe src="data:text/html,<img src=${url('iframe-data')}>"></iframe>`),
    way('object', `<object data="${url('object')}"></object>`),
    way('embed', `<embed src="${url('embed')}">`),
    way('applet', `<applet code="${url('applet')}"></applet>`),
    way('video', `<video src="${url('video')}" preload=auto autoplay></video>`),
    way('video poster', `<video poster="${url('poster')}"></video>`),
    way('audio', `<audio src="${url('audio')}" preload=auto></audio>`),
    way('source and track', `<video preload=auto><source src="${url('source')}"><track default src="${url('track')}"></video>`),
    way('svg image', `<svg><image href="${url('svg-image')}" width=9 height=9 /></svg>`),
    way('svg use', `<svg width=9 height=9><use href="${url('use.svg')}#a"/></svg>`),
    way(
      'svg feImage',
      `<svg width=9 height=9><filter id=f><feImage href="${url('fe-image')}"/></filter><rect filter="url(#f)" width=9 height=9 /></svg>`,
    ),
    way('svg foreignObject', `<svg width=9 height=9><foreignObject width=9 height=9><img src="${url('foreign')}"></foreignObject></svg>`),
    way('svg script', `<svg><script href="${url('svg-script.js')}"></script></svg>`),
    way('style attribute', `<p style="background:url(${url('style-attribute')})">x</p>`),
    way('svg fill', `<svg width=9 height=9><rect fill="url(${url('fill.svg')}#a)" width=9 height=9 /></svg>`),
    css('css import', `@import url(${url('import.css')});`),
    css('css background', `html{background:url(${url('css-url')})}`),
    css('css image-set', `main{background-image:image-set(url(${url('image-set')}) 1x)}`),
    css('css border-image', `main{border:1px solid;border-image:url(${url('border-image')}) 1}`),
    css('css list-style', `main{display:list-item;list-style:url(${url('list-style')})}`),
    css('css content', `h1::after{content:url(${url('css-content')})}`),
    css('css cursor', `body{cursor:url(${url('cursor')}),auto}`),
    css('css font', `@font-face{font-family:Leak;src:url(${url('font')})} main *{font-family:Leak}`),
    css('css filter', `main{filter:url(${url('filter.svg')}#a)}`),
    css('css mask', `h1{mask:url(${url('mask')})}`),
    link('stylesheet', 'link.css'),
    link('preload', 'preload', 'as=image'),
    link('modulepreload', 'module.js'),
    link('prefetch', 'prefetch'),
    link('prerender', 'prerender'),
    link('preconnect', ''),
    link('dns-prefetch', ''),
    link('icon', 'icon'),
    link('manifest', 'manifest'),
    link('alternate stylesheet', 'alternate.css', 'title=x'),
    { name: 'script src', head: `<script src="${url('script.js')}"></script>` },
    { name: 'speculation rules', head: `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${url('speculation')}"]}]}</script>` },
    way('fetch', script(`fetch("${url('fetch')}",{mode:"no-cors"})`)),
    way('XMLHttpRequest', script(`x=new XMLHttpRequest();x.open("GET","${url('xhr')}");x.send()`)),
    way('WebSocket', script(`new WebSocket("ws://${host}${new URL(url('websocket')).pathname}")`)),
    way('EventSource', script(`new EventSource("${url('event-source')}")`)),
    way('sendBeacon', script(`navigator.sendBeacon("${url('beacon')}","x")`)),
    way('import()', script(`import("${url('import.js')}").catch(()=>0)`)),
    way('Image()', script(`new Image().src="${url('new-image')}"`)),
    way('Worker', script(`try{new Worker(URL.createObjectURL(new Blob(['fetch("${url('worker')}",{mode:"no-cors"})'])))}catch{}`)),
    way('WebRTC', script(`p=new RTCPeerConnection({iceServers:[{urls:"stun:${host}"}]});p.createDataChannel("x");p.setLocalDescription()`)),
    way('WebTransport', script(`try{new WebTransport("https://${host}/webtransport")}catch{}`)),
    way('event handler', `<img src="data:," onerror="new Image().src='${url('onerror')}'">`),
    way('svg onload', `<svg onload="new Image().src='${url('svg-onload')}'"></svg>`),
    way('javascript URL', `<iframe src="javascript:fetch('${url('javascript-url')}',{mode:'no-cors'})"></iframe>`),
    way('autofocus', `<input autofocus onfocus="new Image().src='${url('autofocus')}'">`),
    way('form in a frame', `<iframe name=f></iframe><form target=f action="${url('form-frame')}"></form>${script('document.forms[0].submit()')}`),
    way('details', `<details open ontoggle="new Image().src='${url('toggle')}'"><summary>x</summary></details>`),
  ];
};

/** Ways that may put another document in the page's place: each needs a page of its own. */
export const replacingWays = (url: Url, markerFile: string): WayOut[] => {
  const refresh = (name: string, target: string, delay = '0'): WayOut => ({
    name: `refresh to ${name}`,
    head: `<meta http-equiv="refresh" content="${delay};url=${target}">`,
  });
  return [
    refresh('http', url('refresh')),
    refresh('http, a little later', url('refresh-later'), '0.05'),
    refresh('data', 'data:text/html,<p>REPLACED</p>'),
    refresh('about:blank', 'about:blank'),
    refresh('a file', markerFile),
    refresh('javascript', `javascript:location='${url('refresh-javascript')}'`),
    { name: 'base and refresh', head: `<base href="${url('base/')}"><meta http-equiv="refresh" content="0;url=next">` },
    { name: 'base and picture', head: `<base href="${url('base/')}">`, body: '<img src=picture>' },
    { name: 'location', body: script(`location="${url('location')}"`) },
    { name: 'form submit', body: `<form action="${url('form')}"><input name=a value=b></form>${script('document.forms[0].submit()')}` },
    { name: 'form post', body: `<form method=post action="${url('post')}"></form>${script('document.forms[0].submit()')}` },
    { name: 'window.open', body: script(`window.open("${url('open')}")`) },
    { name: 'document.write', body: script(`document.open();document.write("<p>REPLACED</p>");document.close()`) },
    { name: 'ping', body: `<a id=ping href="#x" ping="${url('ping')}">x</a>${script('document.getElementById("ping").click()')}` },
    { name: 'frame to the top', body: `<iframe srcdoc="&lt;script&gt;top.location='${url('top')}'&lt;/script&gt;"></iframe>` },
    { name: 'XML stylesheet', head: `<?xml-stylesheet href="${url('xml.css')}"?>` },
    { name: 'frameset', body: `<frameset><frame src="${url('frame')}"></frameset>` },
    { name: 'link to the file', body: `<iframe src="${markerFile}"></iframe><object data="${markerFile}"></object><embed src="${markerFile}">` },
    { name: 'file picture', body: `<img src="${markerFile}"><link rel=stylesheet href="${markerFile}">` },
  ];
};

/** Puts ways out into a page, behind its own head and before its end. */
export const withWaysOut = (html: string, ways: readonly WayOut[]): string =>
  html
    .replace('</head>', () => `${ways.map(({ head = '' }) => head).join('\n')}\n</head>`)
    .replace('</main>', () => `${ways.map(({ body = '' }) => body).join('\n')}\n</main>`);

export const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
