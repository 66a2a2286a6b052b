import { childProgram } from './child-program';
import { pdfRefusal } from './pdf-actions';

const nothing = Buffer.alloc(0);

void childProgram(async (bytes) => (await pdfRefusal(bytes)) ?? nothing);
