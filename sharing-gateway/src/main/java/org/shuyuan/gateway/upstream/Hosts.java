package org.shuyuan.gateway.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import okhttp3.Dns;

/**
 * Finds the addresses of hosts, and only of those outside the house unless the operator
 * named them. Checked on every connection, against DNS rebinding.
 */
class Hosts implements Dns {

	private final Dns names;

	private final Set<String> inside;

	Hosts(Dns names, Set<String> inside) {
		this.names = names;
		this.inside = Set.copyOf(inside);
	}

	@Override
	public List<InetAddress> lookup(String host) throws UnknownHostException {
		List<InetAddress> addresses = this.names.lookup(host);
		if (!this.inside.contains(host) && !addresses.stream().allMatch(Hosts::outside)) {
			throw new HostInside(host);
		}
		return addresses;
	}

	/** Whether the host is this machine. */
	boolean here(String host) {
		try {
			return this.names.lookup(host).stream().allMatch(InetAddress::isLoopbackAddress);
		}
		catch (UnknownHostException _) {
			return false;
		}
	}

	/** Whether an address is on the public Internet (IANA special-purpose registries). */
	static boolean outside(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		int first = bytes[0] & 0xff;
		int second = bytes[1] & 0xff;
		int third = bytes[2] & 0xff;
		if (address instanceof Inet4Address) {
			boolean shared = first == 100 && (second & 0xc0) == 64;
			boolean special = first == 192 && second == 0 && (third == 0 || third == 2);
			boolean trial = first == 198 && ((second & 0xfe) == 18 || second == 51 && third == 100)
					|| first == 203 && second == 0 && third == 113;
			return first != 0 && first < 240 && !shared && !special && !trial;
		}
		boolean global = (first & 0xe0) == 0x20;
		boolean tunnelled = first == 0x20 && second == 0x02 || first == 0x20 && second == 0x01 && third < 2;
		boolean documentation = first == 0x20 && second == 0x01 && third == 0x0d && (bytes[3] & 0xff) == 0xb8;
		return global && !tunnelled && !documentation;
	}

	/** The host is inside the house, and not one that may be asked. */
	static final class HostInside extends UnknownHostException {

		HostInside(String host) {
			super(host);
		}

	}

}
