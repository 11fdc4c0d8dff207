import { AssetRecordType, defaultHandleExternalTextContent, getHashForString } from 'tldraw';
import type { Editor, VecLike } from 'tldraw';

/**
 * An address that is pasted or dropped becomes text with a link in it. tldraw would ask the other host for a preview,
 * or show it in a frame: it would learn who looks at which board.
 */
export function keepAddressesAsText(editor: Editor): void {
  const putText = ({ point, url }: { point?: VecLike; url: string }): void => {
    void defaultHandleExternalTextContent(editor, { ...(point ? { point } : {}), text: url });
  };
  editor.registerExternalContentHandler('url', putText);
  editor.registerExternalContentHandler('embed', putText);
  // A bookmark that still comes into being (in an imported file) is made of nothing but its address.
  editor.registerExternalAssetHandler('url', async ({ url }) => ({
    id: AssetRecordType.createId(getHashForString(url)),
    typeName: 'asset',
    type: 'bookmark',
    props: { src: url, title: url, description: '', image: '', favicon: '' },
    meta: {},
  }));
}

/**
 * An image whose file could not be kept is taken away again. tldraw only lets go of the file, and everybody would be
 * left with an empty frame that never fills. @returns what stops it.
 */
export function removeImagesWithoutFile(editor: Editor): () => void {
  return editor.sideEffects.registerAfterDeleteHandler('asset', (asset, source) => {
    if (source !== 'user') return;
    const images = editor
      .getCurrentPageShapes()
      .filter((shape) => 'assetId' in shape.props && shape.props.assetId === asset.id);
    editor.deleteShapes(images);
  });
}
