import { operatorFolders, operatorRemover } from './operators/without-operator.ts';
const check = operatorRemover();
let t = Date.now();
const folders = operatorFolders();
const pick = process.argv.slice(2);
if (pick[0] === 'groups') {
  const n = Number(pick[1]);
  for (let g = 0; g < n; g++) { const some = folders.filter((_, i) => i % n === g);
    const errors = check(some); console.log('## group', g, some.length, errors.length, Date.now() - t); t = Date.now();
    for (const e of errors.slice(0, 60)) console.log('  ', e.slice(0, 260)); }
} else if (pick[0] === 'single') {
  for (const f of folders.filter((f) => new RegExp(pick[1]!).test(f))) { const errors = check([f]); console.log('##', f, errors.length, Date.now() - t); t = Date.now();
    for (const e of errors.slice(0, 8)) console.log('  ', e.slice(0, 220)); }
} else { console.log('none', check([]).length, Date.now() - t); t = Date.now(); const e = check(folders.filter((f) => new RegExp(pick[0]!).test(f))); console.log(e.length, Date.now() - t); for (const x of e.slice(0, 150)) console.log('  ', x.slice(0, 260)); }
