import { BlockList, isIP } from 'node:net';

/**
 * Addresses of machines, of private networks, of documentation and the like: IANA's special-purpose registries. Of IPv6 only the
 * global unicast space is public, and of it not the ranges that lead back to IPv4.
 */
const SPECIAL_IPV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 ' +
  '192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
const SPECIAL_IPV6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';
const GLOBAL_IPV6 = '2000::/3';

function listOf(text: string, family: 'ipv4' | 'ipv6', list = new BlockList()): BlockList {
  for (const range of text.split(' ')) {
    const [network, bits] = range.split('/');
    list.addSubnet(network!, Number(bits), family);
  }
  return list;
}

const SPECIAL_4 = listOf(SPECIAL_IPV4, 'ipv4');
const SPECIAL_6 = listOf(SPECIAL_IPV6, 'ipv6');
const GLOBAL_6 = listOf(GLOBAL_IPV6, 'ipv6');

/** Whether an address is one of the public internet, so that asking it asks nothing of this machine or its network. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !SPECIAL_4.check(address, 'ipv4');
    case 6:
      return GLOBAL_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6');
    default:
      return false;
  }
}
