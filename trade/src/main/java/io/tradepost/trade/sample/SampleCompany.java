package io.tradepost.trade.sample;

import io.tradepost.trade.sample.SampleNames.Country;
import io.tradepost.trade.sample.SampleNames.Name;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * An invented trading company's books: the same seed and the same owners give the same rows.
 *
 * <p>The company changed its numbering at the start of {@value #NEW_NUMBERS_SINCE}: orders before are {@code
 * SO-2024-00123}, later ones {@code TP25-0457X} with a check letter.
 */
public final class SampleCompany {

    private static final int CUSTOMERS_PER_COUNTRY = 6;
    private static final int NEW_NUMBERS_SINCE = 2025;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 11, 1);
    private static final int DAYS = 1_095;
    private static final int ORDERS = 2_400;
    private static final String CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTUVWX";

    private final Random random;
    private final List<String> owners;
    private final List<Client> clients = new ArrayList<>();
    private final Set<String> slugs = new HashSet<>();
    private int freeMailboxes;

    private final SampleTable companies = new SampleTable(
            "demo_company", "code", "name", "name_local", "country", "website", "mail_domains", "state", "changed_at");
    private final SampleTable people = new SampleTable("demo_person", "company_code", "name", "email", "changed_at");
    private final SampleTable staff =
            new SampleTable("demo_company_staff", "company_code", "staff_email", "changed_at");
    private final SampleTable documents = new SampleTable(
            "demo_document",
            "kind",
            "number",
            "company_code",
            "dated",
            "state",
            "currency",
            "amount",
            "staff_email",
            "changed_at");
    private final SampleTable numbers =
            new SampleTable("demo_document_number", "kind", "number", "document_number", "company_code", "changed_at");

    /** What later rows need to know of a customer. */
    private record Client(String code, String slug, String owner, int poStyle, String currency) {}

    private SampleCompany(long seed, List<String> owners) {
        this.random = new Random(seed);
        this.owners = List.copyOf(owners);
    }

    /**
     * Makes the books.
     *
     * @param owners addresses of the staff among whom the customers are shared out; at least one
     */
    public static List<SampleTable> make(long seed, List<String> owners) {
        if (owners.isEmpty()) {
            throw new IllegalArgumentException("the sample's customers need at least one member of staff");
        }
        SampleCompany company = new SampleCompany(seed, owners);
        company.makeClients();
        company.makeDocuments();
        return List.of(company.companies, company.people, company.staff, company.documents, company.numbers);
    }

    private void makeClients() {
        for (int round = 0; round < CUSTOMERS_PER_COUNTRY; round++) {
            for (Country country : SampleNames.COUNTRIES) {
                makeClient(country);
            }
        }
    }

    private void makeClient(Country country) {
        Name family;
        Name trade;
        String slug;
        do {
            family = pick(country.region().families());
            trade = pick(SampleNames.TRADES);
            slug = slug(family.latin()) + '-' + slug(trade.latin());
        } while (!slugs.add(slug));
        String code = String.format(Locale.ROOT, "C%05d", 10_001 + clients.size() * 7);
        boolean chinese = SampleNames.isChinese(country);
        String local = family.chinese() + trade.chinese() + (chinese ? "有限公司" : "");
        int kind = random.nextInt(100);
        boolean freeMailOnly = kind < 17;
        boolean twoDomains = kind >= 90;
        String domain = slug + (random.nextInt(4) == 0 ? ".test" : ".example");
        String second =
                slug(family.latin()) + "-group-" + country.code().toLowerCase(Locale.ROOT) + clients.size() + ".test";
        LocalDateTime changed = at(FIRST_DAY.plusDays(random.nextInt(DAYS)));
        companies.add(
                code,
                family.latin() + ' ' + trade.latin() + ' ' + country.legalForm(),
                local,
                country.code(),
                freeMailOnly ? "" : "https://www." + domain + '/',
                freeMailOnly ? "" : twoDomains ? domain + ", " + second : domain,
                random.nextInt(12) == 0 ? "dormant" : "active",
                changed);
        String owner = pick(owners);
        staff.add(code, owner, changed);
        if (owners.size() > 1 && random.nextInt(8) == 0) {
            String other = owners.get((owners.indexOf(owner) + 1) % owners.size());
            staff.add(code, other, changed);
        }
        clients.add(new Client(
                code,
                slug,
                owner,
                random.nextInt(6),
                List.of("USD", "USD", "EUR", "CNY").get(random.nextInt(4))));
        makePeople(code, country, family, freeMailOnly, List.of(domain, twoDomains ? second : domain), changed);
    }

    private void makePeople(
            String code, Country country, Name family, boolean freeMailOnly, List<String> domains, LocalDateTime at) {
        int count = 2 + random.nextInt(4);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < count; i++) {
            boolean chinese = SampleNames.isChinese(country);
            Name person = chinese
                    ? pick(SampleNames.CHINESE_PEOPLE)
                    : new Name(
                            pick(country.region().given())
                                    + ' '
                                    + pick(country.region().families()).latin(),
                            "");
            String local = slug(person.latin()).replace('-', '.');
            String email;
            if (freeMailOnly || random.nextInt(12) == 0) {
                List<String> providers = chinese ? SampleNames.CHINESE_FREE_MAIL : SampleNames.FREE_MAIL;
                String provider = providers.get(freeMailboxes++ % providers.size());
                email = "sample." + slug(family.latin()).replace("-", "") + '.' + people.size() + '@' + provider;
            } else {
                email = (i == 0 && random.nextInt(3) == 0 ? "purchasing" : local) + '@' + domains.get(i % 2);
            }
            if (used.add(email)) {
                people.add(code, chinese ? person.chinese() : person.latin(), email, at);
            }
        }
    }

    private void makeDocuments() {
        int[] serials = new int[10];
        for (int i = 0; i < ORDERS; i++) {
            LocalDate day = FIRST_DAY.plusDays((long) i * DAYS / ORDERS);
            // Few customers order often, many seldom.
            Client client = clients.get((int) (clients.size() * Math.pow(random.nextDouble(), 1.6)));
            String amount = String.format(Locale.ROOT, "%d.%02d", 800 + random.nextInt(90_000), random.nextInt(100));
            if (random.nextInt(5) < 2) {
                LocalDate quotedOn = day.minusDays(5L + random.nextInt(30));
                String number = String.format(
                        Locale.ROOT, "QT-%d-%04d", quotedOn.getYear(), ++serials[quotedOn.getYear() % 10]);
                document("quotation", number, client, quotedOn, "won", amount);
            }
            String number = orderNumber(day, i);
            int age = DAYS - (int) (day.toEpochDay() - FIRST_DAY.toEpochDay());
            String state = age < 60 ? "confirmed" : age < 100 ? "in production" : "shipped";
            document("order", number, client, day, state, amount);
            makeNumbers(client, number, day, state.equals("shipped"), i);
            if (state.equals("shipped") && random.nextInt(3) > 0) {
                LocalDate billedOn = day.plusDays(40);
                String invoice = String.format(Locale.ROOT, "CI%d%05d", billedOn.getYear() % 100, 10_000 + i);
                document("invoice", invoice, client, billedOn, "sent", amount);
            }
        }
    }

    private static String orderNumber(LocalDate day, int serial) {
        if (day.getYear() < NEW_NUMBERS_SINCE) {
            return String.format(Locale.ROOT, "SO-%d-%05d", day.getYear(), 100 + serial);
        }
        char check = CHECK_LETTERS.charAt((serial * 7 + day.getYear()) % CHECK_LETTERS.length());
        return String.format(Locale.ROOT, "TP%02d-%04d%c", day.getYear() % 100, serial, check);
    }

    private void makeNumbers(Client client, String order, LocalDate day, boolean shipped, int serial) {
        LocalDateTime changed = at(day.plusDays(1));
        if (random.nextInt(10) < 7) {
            numbers.add("customer_po", purchaseOrder(client, day, serial), order, client.code(), changed);
        }
        if (shipped && random.nextInt(10) < 4) {
            String container = Containers.number("TPXU", 200_000 + serial * 13);
            numbers.add("container", container, order, client.code(), at(day.plusDays(45)));
            String bill = String.format(Locale.ROOT, "TPSH%02d%07d", day.getYear() % 100, 1_000_000 + serial * 31);
            numbers.add("bill_of_lading", bill, order, client.code(), at(day.plusDays(46)));
        }
    }

    /** Each customer numbers its purchase orders in its own way. */
    private static String purchaseOrder(Client client, LocalDate day, int serial) {
        int running = 1_000 + serial;
        String initials = client.slug().substring(0, 3).toUpperCase(Locale.ROOT);
        return switch (client.poStyle()) {
            case 0 -> String.format(Locale.ROOT, "PO-%05d", running);
            case 1 -> String.format(Locale.ROOT, "45%08d", 10_000_000 + running * 17);
            case 2 -> String.format(Locale.ROOT, "B/%02d/%04d", day.getYear() % 100, running);
            case 3 -> String.format(Locale.ROOT, "%s-%04d", initials, running);
            case 4 -> String.format(Locale.ROOT, "PUR %06d", running);
            default -> String.format(Locale.ROOT, "CG%d%02d-%04d", day.getYear(), day.getMonthValue(), running);
        };
    }

    private void document(String kind, String number, Client client, LocalDate day, String state, String amount) {
        LocalDateTime changed = at(day.plusDays(2));
        documents.add(kind, number, client.code(), day, state, client.currency(), amount, client.owner(), changed);
    }

    private LocalDateTime at(LocalDate day) {
        return day.atTime(8 + random.nextInt(10), random.nextInt(60), random.nextInt(60));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Lower-case ASCII letters and hyphens, fit for a domain label. */
    private static String slug(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z -]", "")
                .replace(' ', '-');
    }
}
