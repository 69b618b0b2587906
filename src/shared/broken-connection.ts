/**
 * How a connection failed, told from the code of the error: no secure connection came about, the
 * answer broke off midway, or nobody could be reached at all.
 */
export function kindOfBrokenConnection(code: string): 'tls' | 'interrupted' | 'unreachable' {
  if (code === 'PARSE_ERROR') return 'interrupted';
  return tlsCode.test(code) ? 'tls' : 'unreachable';
}

/** OpenSSL's and Node's codes; HPE_… stands for bytes that are no HTTP, as of a proxy that cuts in. */
const tlsCode =
  /^(?:EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_\w+|HOSTNAME_MISMATCH|HPE_\w+)$/;
