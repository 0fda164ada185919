/**
 * IPython's magics: which bind names that no one can see, which only name what they bind, and which leave a cell Python.
 * The lists are those of IPython 9 and of the extensions that notebooks load most.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** `%magic` that gives the notebook no name. */
const quietLineMagics = words(`
  alias alias_magic autoawait autocall automagic autoreload autosave bookmark cat cd clear code_wrap colors conda config
  connect_info cp debug dhist dirs doctest_mode env gui hist history html javascript js killbgscripts latex ldir less lf
  lk ll load_ext logoff logon logstart logstate logstop ls lsmagic lx magic mamba man matplotlib micromamba mkdir more mv
  notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip popd pprint precision profile psearch psource pushd pwd
  pycat qtconsole quickref rehashx reload_ext reset reset_selective rm rmdir save set_env sx system tb unalias unload_ext
  uv who who_ls whos xdel xmode
  tensorboard tensorflow_version watermark lprun memit mprun snakeviz prun timeit wandb shell dot sql_connect bigquery
  lsmagic nb_black lab_black black nbdev_export nbdev_default_export env_file dotenv google_drive`);

/** `%time loss = f()`: what it binds stands on its line. */
const tellingLineMagics = words("aimport capture macro sc time");

/** The same for a cell: `%%capture out`, `%%bash --out text`. */
const tellingCellMagics = words(
  "capture bash sh script perl ruby pypy python python2 python3 sx system ! bigquery cache",
);

/** Cells whose code runs in the notebook, whatever is measured or captured around it. */
const pythonCells = words(`
  time timeit capture prun debug code_wrap memit mprun lprun heat snakeviz pyinstrument scalene wandb ipytest manim add_to
  cache notify py`);

/** Cells that give the notebook no name: other languages, other processes, files. */
const quietCells = words(`
  ! HTML SVG bash cmd file html javascript js latex markdown perl pypy python python2 python3 ruby script sh svg sx system
  writefile writetemplate css mermaid tikz dot graphviz shell powershell pwsh cat bigquery`);

/** What a line that begins with `%` does to the notebook's names. */
export type MagicNames = "none" | "on the line" | "unseen";

/** `line` as it stands, from its `%`. What is known of no list may do anything. */
export function namesOfMagic(line: string): MagicNames {
  const [, percents, name = "", rest = ""] = /^(%{1,2})\s*([\w!]*)(.*)/s.exec(line) ?? [];
  if (percents === undefined) return "none";
  if (percents === "%%") {
    if (tellingCellMagics.has(name)) return "on the line";
    return pythonCells.has(name) || quietCells.has(name) ? namesOfStatement(rest, name) : "unseen";
  }
  if (name === "store") return /(?:^|\s)-r\b/.test(rest) ? "unseen" : "none";
  if (tellingLineMagics.has(name)) return "on the line";
  return quietLineMagics.has(name) ? "none" : "unseen";
}

/** `%%time x = f()` runs what stands behind it too. */
function namesOfStatement(rest: string, name: string): MagicNames {
  return name === "time" && rest.trim() !== "" ? "on the line" : "none";
}

/** Whether the text of a notebook's cell is Python: `%%time` leaves it so, `%%bash` does not. */
export function readsAsPython(cell: string): boolean {
  const magic = /^\s*%%\s*([\w!]*)/.exec(cell)?.[1];
  return magic === undefined || pythonCells.has(magic);
}

/** Of a cell that is not Python: where the line of its magic ends, which says whether it gives the notebook names. */
export function endOfMagicLine(cell: string): number {
  return /^\s*[^\r\n]*/.exec(cell)![0].length;
}
