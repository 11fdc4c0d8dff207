import type { ItemId, MyPart } from '@weft/protocol';
import { t } from '../../messages/t.ts';
import { listText } from '../../messages/when.ts';
import type { BoardPictures } from '../pictures/BoardPictures.ts';
import { deviceText } from './deviceText.ts';
import { drawPartPicture } from './drawPartPicture.ts';
import { fontFiles } from './fontFiles.ts';
import type { PortfolioLabels } from './layOutPortfolio.ts';
import { picturedItems, type Portfolio, portfolioOf } from './portfolio.ts';
import { fittedImage } from './fittedImage.ts';
import { bytesOf, drawPng, itemImages, RASTER } from './rasterise.ts';
import { writePortfolioPdf } from './writePortfolioPdf.ts';

export interface PortfolioWish {
  readonly part: MyPart;
  readonly pictures: BoardPictures;
  readonly format: 'pdf' | 'png';
  readonly withPrivate: boolean;
}

/** Makes the file in this browser, from what this page has: nothing of it is sent anywhere. */
export async function makePortfolio({ part, pictures, format, withPrivate }: PortfolioWish): Promise<Blob> {
  const portfolio = portfolioOf(part, withPrivate);
  const labels = labelsFor(portfolio);
  const draw = await itemImages();
  const imageOf = async (id: ItemId): Promise<CanvasImageSource | null> => {
    const own = pictures.imageOf(id);
    const image = own === null ? null : await fittedImage(own);
    const svg = pictures.svgOf(id);
    return image ?? (svg === null ? null : await draw(svg));
  };
  if (format === 'png') {
    const images = await Promise.all(picturedItems(portfolio).map(({ id }) => imageOf(id)));
    return await drawPartPicture(
      portfolio,
      labels,
      images.filter((image) => image !== null),
    );
  }
  return await writePortfolioPdf(portfolio, labels, {
    fonts: fontFiles,
    drawn: deviceText(),
    pictureOf: async (id) => {
      const image = await imageOf(id);
      if (image === null) return null;
      return await bytesOf(await drawPng(RASTER.width, RASTER.height, (context) => context.drawImage(image, 0, 0)));
    },
  });
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const labelsFor = (portfolio: Portfolio): PortfolioLabels => ({
  title: t('part.title'),
  said: t('part.beyond.title'),
  reflections: t('part.take.kept'),
  from: t('part.take.pdfFrom', { board: portfolio.board }),
  people: portfolio.people.length === 0 ? null : t('part.take.pdfWith', { people: listText(portfolio.people) }),
  made: t('part.take.pdfBy', { date: day.format(Date.now()) }),
  page: (page, pages) => t('part.take.pdfPage', { page, pages }),
});
