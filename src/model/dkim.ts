/** With what mails are signed (RFC 6376). `key`: an RSA private key in PEM form, or where it stands. */
export type DkimKey<Secret = string> = { readonly domain: string; readonly selector: string; readonly key: Secret };
