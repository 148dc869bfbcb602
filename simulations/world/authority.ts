import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { generateCACertificate } from "mockttp/dist/util/certificates";

/** The certificate authority of one world. Nodes must trust it; nothing else ever should. */
export interface Authority {
  /** Certificate and private key, PEM. */
  readonly cert: string;
  readonly key: string;
  /** File that holds the certificate (never the key), for `DENO_CERT` and `NODE_EXTRA_CA_CERTS`. */
  readonly file: string;
  /** Removes the file, and its folder when this function made it. */
  remove(): Promise<void>;
}

/** Makes a new authority, with its certificate in `dir` or, without one, in a new temporary folder. */
export async function createAuthority(dir: string | undefined): Promise<Authority> {
  const { cert, key } = await generateCACertificate({
    subject: { commonName: "Imago simulated world", organizationName: "Not a real authority" },
  });
  const folder = dir ?? (await mkdtemp(join(tmpdir(), "imago-world-")));
  const file = join(folder, "world-ca.pem");
  await writeFile(file, cert);
  const own = dir === undefined ? folder : file;
  return { cert, key, file, remove: () => rm(own, { recursive: true, force: true }) };
}
