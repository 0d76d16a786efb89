package org.shuyuan.identity;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;

/**
 * A server on loopback that takes every mail (RFC 5321), without encryption, and keeps
 * it.
 */
final class MailServer implements AutoCloseable {

	private final ServerSocket server;

	private final List<Mail> mails = new CopyOnWriteArrayList<>();

	MailServer() {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** The mails to an address so far. */
	List<Mail> mailsTo(String address) {
		return this.mails.stream().filter((mail) -> mail.to().contains(address)).toList();
	}

	/** The first mail to an address, once it is there. */
	Mail mailTo(String address) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> mailsTo(address), (found) -> !found.isEmpty())
			.getFirst();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				Thread.ofVirtual().start(() -> converse(client));
			}
			catch (IOException _) {
				// closed
			}
		}
	}

	private void converse(Socket client) {
		try (client;
				BufferedReader in = new BufferedReader(
						new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
				OutputStream out = client.getOutputStream()) {
			answer(out, "220 here");
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				if (line.equals("DATA")) {
					answer(out, "354 go on");
					this.mails.add(Mail.of(data(in)));
				}
				answer(out, line.equals("QUIT") ? "221 bye" : "250 well");
			}
		}
		catch (IOException | MessagingException _) {
			// the client has gone
		}
	}

	private static String data(BufferedReader in) throws IOException {
		StringBuilder data = new StringBuilder();
		for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
			data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
		}
		return data.toString();
	}

	private static void answer(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A mail.
	 *
	 * @param from whom it says it comes from
	 * @param to whom it goes to
	 * @param subject its subject
	 * @param text its plain text
	 */
	record Mail(String from, String to, String subject, String text) {

		private static Mail of(String data) throws IOException, MessagingException {
			MimeMessage message = new MimeMessage(Session.getInstance(new Properties()),
					new ByteArrayInputStream(data.getBytes(StandardCharsets.ISO_8859_1)));
			return new Mail(message.getFrom()[0].toString(), message.getAllRecipients()[0].toString(),
					message.getSubject(), text(message.getContent()));
		}

		private static String text(Object content) throws IOException, MessagingException {
			if (content instanceof Multipart parts) {
				BodyPart first = parts.getBodyPart(0);
				return text(first.getContent());
			}
			return content.toString();
		}

	}

}
