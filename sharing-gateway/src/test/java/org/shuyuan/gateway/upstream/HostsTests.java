package org.shuyuan.gateway.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostsTests {

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.3.4", "172.31.255.1",
			"192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.1.1", "192.0.0.8", "192.0.2.1", "198.18.0.1",
			"198.19.255.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
			"::ffff:10.0.0.1", "::ffff:127.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::a00:1",
			"2002:a00:1::", "2001::1", "2001:db8::1", "::7f00:1" })
	void keepsAwayFromAddressesInside(String address) throws UnknownHostException {
		assertThat(Hosts.outside(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "1.2.3.4", "172.32.0.1", "100.128.0.1", "198.20.0.1", "203.0.114.1",
			"223.5.5.5", "2400:3200::1", "2606:4700::1111" })
	void asksAddressesOutside(String address) throws UnknownHostException {
		assertThat(Hosts.outside(InetAddress.getByName(address))).isTrue();
	}

	@Test
	void aNameCannotChangeItsMind() throws UnknownHostException {
		Deque<String> answers = new ArrayDeque<>(List.of("223.5.5.5", "10.0.0.1"));
		Hosts hosts = new Hosts((host) -> List.of(InetAddress.getByName(answers.pop())), Set.of());
		assertThat(hosts.lookup("service.example")).hasSize(1);
		assertThatThrownBy(() -> hosts.lookup("service.example")).isInstanceOf(Hosts.HostInside.class);
	}

	@Test
	void oneAddressInsideIsEnoughToRefuse() {
		Hosts hosts = new Hosts(
				(host) -> List.of(InetAddress.getByName("223.5.5.5"), InetAddress.getByName("192.168.0.1")), Set.of());
		assertThatThrownBy(() -> hosts.lookup("service.example")).isInstanceOf(Hosts.HostInside.class);
	}

	@Test
	void asksInsideOnlyWhatTheOperatorNamed() throws UnknownHostException {
		Hosts hosts = new Hosts((host) -> List.of(InetAddress.getByName("10.0.0.1")), Set.of("permits.internal"));
		assertThat(hosts.lookup("permits.internal")).hasSize(1);
		assertThatThrownBy(() -> hosts.lookup("other.internal")).isInstanceOf(Hosts.HostInside.class);
		assertThatThrownBy(() -> hosts.lookup("10.0.0.1")).isInstanceOf(Hosts.HostInside.class);
	}

}
