/**
 * James's own tests of what a mailbox store must do (mailbox-store and mailbox-api 3.8.1), run against ours on each database.
 *
 * <p>Not run, and why:
 * <ul>
 *   <li>{@code AttachmentMapperTest}, {@code MessageWithAttachmentMapperTest}, {@code AbstractMailboxManagerAttachmentTest},
 *       {@code StoreAttachmentManagerTest}: they keep attachments apart from any message. Here an attachment is a part of
 *       its message's bytes, and IMAP, the only protocol served, never asks for one otherwise.
 *   <li>{@code ThreadIdGuessingAlgorithmContract}: a message is the first of its thread; threads are made by search.
 *   <li>Four of {@code MessageMapperTest}'s are for stores that compute a mailbox's keywords from the messages in it; they
 *       end by their own assumption. Their counterparts, for stores that keep keywords ever used, run.
 *   <li>{@code addingMessageShouldFireQuotaUpdateEvent} and its like run with James's updater of quotas registered. The
 *       server leaves it out: nobody listens to that event, and each delivery would pay for it with a query.
 * </ul>
 */
@NullMarked
package io.tradepost.mailbox.james;

import org.jspecify.annotations.NullMarked;
