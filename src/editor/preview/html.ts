/** The preview page's frame: strict about what may load, empty until the page's own code draws it. */

import * as vscode from "vscode";

/** What a panel's webview may do: run our script, and load from the package alone. */
export function webviewOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, "dist"), vscode.Uri.joinPath(extension, "media")],
  };
}

export function previewHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", "page.js"));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extension, "media", "page.css"));
  const nonce = makeNonce();
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
    `font-src ${webview.cspSource}`,
  ].join("; ");
  return `<!doctype html>
<html lang="${vscode.l10n.bundle === undefined ? "en" : vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Loss Lens</title>
</head>
<body data-words="${inAttribute(JSON.stringify(vscode.l10n.bundle ?? {}))}">
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function inAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Unguessable, one for each page: a script without it does not run. */
function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, "x");
}
