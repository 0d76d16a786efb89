package org.shuyuan.identity.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.mail.MailException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SmtpMailerTests {

	@Test
	void handsAMailToTheServer() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> converse(server),
					(work) -> Thread.ofVirtual().start(work));
			new SmtpMailer(settings(server.getLocalPort(), "none"), "noreply@data.example.cn")
				.send(new EmailAddress("chen@example.cn"), "验证码", "您的验证码是 123456");
			assertThat(said.get()).contains("MAIL FROM:<noreply@data.example.cn>", "RCPT TO:<chen@example.cn>",
					"charset=UTF-8");
		}
	}

	@Test
	void sendsNothingInClearWhereTlsIsAskedFor() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> converse(server),
					(work) -> Thread.ofVirtual().start(work));
			SmtpMailer mails = new SmtpMailer(settings(server.getLocalPort(), "starttls"), "noreply@data.example.cn");
			assertThatExceptionOfType(MailException.class)
				.isThrownBy(() -> mails.send(new EmailAddress("chen@example.cn"), "验证码", "您的验证码是 123456"));
			assertThat(said.get()).doesNotContain("MAIL FROM");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl", "", "STARTTLS" })
	void refusesASecurityThatThereIsNot(String security) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> settings(25, security));
	}

	private static SmtpProperties settings(int port, String security) {
		return new SmtpProperties("127.0.0.1", port, "", "", null, "", security);
	}

	/** A server that takes one mail and offers no encryption; what the client said. */
	private static String converse(ServerSocket server) {
		StringBuilder said = new StringBuilder();
		try (Socket client = server.accept();
				BufferedReader in = new BufferedReader(
						new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
				OutputStream out = client.getOutputStream()) {
			answer(out, "220 here");
			boolean data = false;
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				said.append(line).append('\n');
				if (data) {
					data = !line.equals(".");
					if (!data) {
						answer(out, "250 taken");
					}
				}
				else if (line.equals("DATA")) {
					data = true;
					answer(out, "354 go on");
				}
				else {
					answer(out, line.equals("QUIT") ? "221 bye" : "250 well");
				}
			}
		}
		catch (IOException _) {
			// the client has gone
		}
		return said.toString();
	}

	private static void answer(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

}
