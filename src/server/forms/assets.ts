/** How the hosted page looks; it follows the visitor's choice of light or dark. */
export const PAGE_STYLE = `:root{color-scheme:light dark;--line:#8a909c;--accent:#3444ad;--on:#fff;--error:#b3202c;--soft:#fdf3dc}
@media (prefers-color-scheme:dark){:root{--accent:#a5b0f5;--on:#101216;--error:#ff8a8a;--soft:#352a12}}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
main{max-width:36rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .5rem}
p{margin:0 0 1rem}
form{display:grid;gap:.25rem}
label{font-weight:600;margin-top:.75rem}
small{font-weight:400}
input,textarea,select{font:inherit;box-sizing:border-box;width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.375rem;background:Field;color:FieldText}
[aria-invalid]{border-color:var(--error);border-width:2px}
.error{color:var(--error);margin:0}
.notice{padding:.75rem 1rem;background:var(--soft);border-radius:.375rem}
.tick{display:flex;gap:.75rem;align-items:start;margin-top:1rem}
.tick input{width:1.5rem;min-height:1.5rem;flex:none;margin:0}
.tick label{margin:0;font-weight:400}
.apart{position:absolute;left:-999rem}
button{font:inherit;font-weight:600;min-height:2.75rem;margin-top:1rem;padding:.5rem 1.5rem;border:0;border-radius:.375rem;background:var(--accent);color:var(--on);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/** Within somebody else's page: tells it how high the form is, and brings what was said into view. */
export const HEIGHT_SCRIPT = `if(parent!==window){const tell=()=>parent.postMessage({leadwachtHeight:document.documentElement.offsetHeight},'*');
addEventListener('load',tell);new ResizeObserver(tell).observe(document.documentElement)}
`;

/**
 * The script of one form: puts the form where the script element stands, in a frame, so that neither page can read or
 * restyle the other (docs/decisions/0024). What the element says of the vehicle goes along.
 */
export const embedScript = (path: string): string => `(()=>{const me=document.currentScript;if(!me)return;
const at=new URL(me.src),query=new URLSearchParams(),given=me.dataset;
for(const name of['fahrzeug','nummer','link'])if(given[name])query.set(name,given[name]);
const frame=document.createElement('iframe');
frame.src=at.origin+${JSON.stringify(path)}+(query.size?'?'+query:'');
frame.title=given.titel||(document.documentElement.lang.startsWith('en')?'Enquiry form':'Anfrageformular');
frame.setAttribute('sandbox','allow-forms allow-scripts allow-same-origin');
frame.style.cssText='width:100%;height:40rem;border:0;display:block';
addEventListener('message',(event)=>{if(event.source!==frame.contentWindow||event.origin!==at.origin)return;
const height=Number(event.data&&event.data.leadwachtHeight);if(height>0&&height<20000)frame.style.height=Math.ceil(height)+'px'});
me.after(frame)})();
`;
