/**
 * Labels of dealer forms in German, English, French, Italian and Dutch, lower case, without their decoration (see `labelField` in `labels.ts`).
 * `other` are labels that belong to a form but to no field: they end a message and are shown as they are.
 * `mailHeader` are lines of a forwarded or quoted mail's head, which are nobody's form.
 */
export const LABELS = {
  salutation: `
    anrede | herr/frau | frau/herr | anrede/titel | anrede / titel | anrede, titel | anrede und titel | salutation | form of address |
    civilité | appellativo | aanhef
  `,
  title: `
    titel | akademischer titel | academic title | titre | titolo |
    title
  `,
  first: `
    vorname | rufname | first name | firstname | first-name | given name | forename | prénom | voornaam
  `,
  last: `
    nachname | familienname | zuname | last name | lastname | last-name | surname | family name |
    nom de famille | cognome | achternaam
  `,
  full: `
    name | vor- und nachname | vor und nachname | vorname nachname | vorname, nachname |
    vorname und nachname | vorname/nachname | vorname & nachname | name, vorname | nachname, vorname |
    name/vorname | vollständiger name | kundenname | name des interessenten | interessent | kunde |
    absender | full name | fullname | your name | customer name | customer | contact name | nom | nome |
    naam | nom et prénom | prénom et nom | nom complet | nome e cognome | nome completo |
    volledige naam | voor- en achternaam | ansprechpartner kunde | interessentenname | käufer | kundin | interessentin |
    vor- und zuname | name und vorname | vorname, name | vorname und name | vor- und familienname | vor-/nachname | name des kunden | your full name
  `,
  company: `
    firma | firmenname | unternehmen | company | company name | organisation | firma/unternehmen |
    firma (optional) | société | entreprise | azienda | società | bedrijf | bedrijfsnaam
  `,
  customerNumber: `
    kundennummer | kunden-nr | kundennr | customer number | customer no | numéro client |
    codice cliente | klantnummer
  `,
  email: `
    e-mail | email | mail | e-mail-adresse | e-mail adresse | email-adresse | email adresse |
    emailadresse | mailadresse | mail-adresse | e-mailadresse | e-mail address | email address |
    your email | your e-mail | kontakt-e-mail | e mail | mail adresse | adresse e-mail | adresse email |
    courriel | adresse mail | indirizzo e-mail | indirizzo email | posta elettronica | e-mailadres |
    emailadres
  `,
  phone: `
    telefon | telefonnummer | telefon-nr | telefonnr | tel | tel-nr | fon | rufnummer | festnetz |
    telefon privat | telefon tagsüber | telefon (privat) | telefon geschäftlich | telefon/mobil |
    telefon / mobil | phone | phone number | telephone | telephone number | your phone | daytime phone |
    home phone | work phone | telefon-nummer | rückrufnummer | telefonnummer für rückfragen |
    telefon tagsueber | telefon dienstlich | telefon beruflich | telefon abends | telefonkontakt |
    tel privat | tel geschäftlich | tel dienstlich | telefonisch erreichbar unter | anrufer | telefonnummer des anrufers | rufnummer des anrufers | caller |
    caller number | téléphone | numéro de téléphone | tél | telefono | numero di telefono | telefoon |
    telefoonnummer |
    telefon nr | telefon/handy | telefon / handy | telefon oder handy | daytime telephone | evening telephone | home telephone | telefon (tagsüber) | festnetznummer
  `,
  mobile: `
    mobil | mobiltelefon | mobilnummer | mobil-nr | mobilfunk | handy | handynummer | mobile |
    mobile phone | mobile number | cell | cell phone | mobilfunknummer | handy-nr | handynr |
    telefon mobil | tel mobil | natel | whatsapp | whatsapp-nummer | mobil privat | mobil geschäftlich | handy privat | téléphone portable | portable | cellulare | numero di cellulare | gsm |
    mobiele telefoon | mobiel nummer | mobiel |
    tél portable | telefono cellulare | mobile telephone | handynr
  `,
  fax: `
    fax | telefax | faxnummer | fax number | télécopie | telefaxnummer
  `,
  preferredContact: `
    kontaktweg | bevorzugter kontaktweg | bevorzugte kontaktaufnahme | gewünschte kontaktaufnahme |
    kontaktaufnahme | kontaktart | kontakt per | preferred contact | preferred contact method |
    contact method | gewünschter kontaktweg | gewünschte kontaktart | kontaktwunsch |
    kontaktieren sie mich per | moyen de contact | contact souhaité | contatto preferito |
    contactvoorkeur | voorkeur contact |
    kontakt über | kontaktieren per | bevorzugter kontakt | wie sollen wir sie kontaktieren | wie möchten sie kontaktiert werden | wie dürfen wir sie erreichen | wie dürfen wir sie kontaktieren
  `,
  callback: `
    rückruf | rückruf gewünscht | rückrufwunsch | rückrufzeit | erreichbarkeit | beste erreichbarkeit |
    callback | call back | best time to call | rückruf erwünscht | rückruf erbeten | bitte um rückruf |
    bitte zurückrufen | gewünschte rückrufzeit | erreichbar | am besten erreichbar |
    telefonisch erreichbar | rappel | rappel souhaité | richiamata | terugbellen | terugbelverzoek |
    rückruf am | rückruf um | rückruf zwischen | rückruftermin | rückrufdatum | rückrufzeitraum | rückruf bitte
  `,
  street: `
    straße | strasse | str | straße, hausnummer | strasse, hausnummer | straße, hausnr | straße, nr |
    straße/hausnummer | straße / hausnummer | straße/nr | straße / nr | straße und hausnummer |
    straße hausnummer | straße & hausnummer | straße nr | street | street address | address line 1 |
    straße + nr | straße + hausnummer | straße u. hausnr | straße u. hausnummer | straße/hausnr | straße / hausnr | straße und hausnr |
    strasse/nr | rue | rue et numéro | indirizzo e numero | straat | straat en huisnummer | straatnaam
  `,
  houseNumber: `
    hausnummer | hausnr | haus-nr | nr | house number | numéro civico | huisnummer
  `,
  postalCode: `
    plz | postleitzahl | zip | zip/postal code | zip code | zipcode | postcode | postal code | code postal | cap | npa
  `,
  city: `
    ort | stadt | wohnort | city | town | ville | localité | città | località | plaats | woonplaats
  `,
  postalCodeCity: `
    plz, ort | plz/ort | plz / ort | plz ort | plz und ort | plz & ort | plz - ort | plz, stadt |
    postleitzahl, ort | postleitzahl und ort | postleitzahl/ort | zip, city | postcode, city | zip/city |
    plz/wohnort | plz, wohnort | plz / wohnort | plz u. ort | plz + ort | code postal, ville |
    code postal et ville | code postal / ville | cp ville | cp/ville | cp / ville | cap, città | cap/città | cap e città |
    postcode en plaats | postcode, plaats | postcode/plaats | postcode en woonplaats
  `,
  country: `
    land | country | pays | paese | nazione
  `,
  address: `
    adresse | anschrift | address | indirizzo | adres
  `,
  vehicle: `
    fahrzeug | wunschfahrzeug | fahrzeugbezeichnung | fahrzeugtitel | angebot | inserat |
    fahrzeug-angebot | gewünschtes fahrzeug | vehicle | vehicle of interest | car | interessiert an | interesse an |
    wagen | fzg | marke/modell | marke / modell | marke und modell | marke, modell | hersteller/modell | ihr wunschfahrzeug | anfrage zu fahrzeug | anfrage zum fahrzeug | fahrzeugname |
    angefragtes fahrzeug | aktuelles fahrzeug | derzeitiges fahrzeug | vorhandenes fahrzeug | objekt | véhicule | véhicule souhaité | voiture | veicolo | auto | vettura |
    voertuig | interesse in |
    fahrzeugwunsch | fahrzeug von interesse | fahrzeuginteresse | welches fahrzeug | welches fahrzeug interessiert sie | für welches fahrzeug interessieren sie sich | fahrzeug, für das sie sich interessieren | car of interest
  `,
  make: `
    marke | hersteller | fahrzeugmarke | automarke | fabrikat | make | brand | manufacturer | marque |
    marca | merk
  `,
  model: `
    modell/typ | typ/modell |
    modell | fahrzeugmodell | modellbezeichnung | gewünschtes modell | modellwunsch | modell von interesse | model of interest | wunschmodell | model | modèle | modello | model en type
  `,
  trim: `
    ausstattung | ausstattungslinie | ausstattungsvariante | ausführung | variante | modellvariante |
    modellausführung | version | trim | finition | allestimento |
    uitvoering
  `,
  condition: `
    zustand | fahrzeugzustand | fahrzeugart | neu/gebraucht | condition | état | condizione | staat
  `,
  vehicleClass: 'fahrzeugklasse | fahrzeugkategorie | vehicle class',
  modelYear: `
    modelljahr | baujahr | year | model year | année | année modèle | anno | bouwjaar
  `,
  firstRegistration: `
    erstzulassung | ez | first registration | registration date | datum der erstzulassung |
    erstzulassung (monat/jahr) | première immatriculation | mise en circulation |
    prima immatricolazione | immatricolazione | eerste toelating
  `,
  mileage: `
    kilometerstand | km-stand | kmstand | laufleistung | kilometer | mileage | odometer | km |
    kilometerlaufleistung | kilométrage | chilometraggio | km-stand ca
  `,
  price: `
    preis | fahrzeugpreis | verkaufspreis | kaufpreis | angebotspreis | barpreis | price | bruttopreis |
    endpreis | hauspreis | aktionspreis | preis (brutto) | preis brutto | gesamtpreis | prix | prezzo |
    prijs | vraagprijs
  `,
  power: `
    leistung | motorleistung | power | puissance | potenza | vermogen
  `,
  fuel: `
    kraftstoff | kraftstoffart | treibstoff | antrieb | antriebsart | fuel | fuel type | carburant |
    carburante | alimentazione | brandstof
  `,
  transmission: `
    getriebe | getriebeart | schaltung | transmission | gearbox | boîte de vitesses | cambio |
    transmissie | versnellingsbak
  `,
  color: `
    farbe | außenfarbe | aussenfarbe | lackierung | color | colour | exterior color | couleur | colore |
    kleur
  `,
  body: `
    karosserie | karosserieform | aufbau | aufbauart | body | body type | body style | carrosserie |
    carrozzeria
  `,
  vin: `
    fahrgestellnummer | fin | vin | fahrzeug-identifizierungsnummer | fahrzeugidentifikationsnummer |
    fahrgestell-nr | fahrgestellnr | fin/vin | fin / vin | fin (fahrgestellnummer) | numéro de châssis |
    numero di telaio | chassisnummer
  `,
  licensePlate: `
    kennzeichen | kfz-kennzeichen | amtliches kennzeichen | license plate | registration number |
    kfz kennzeichen | immatriculation | plaque d'immatriculation | targa | kenteken |
    amtl. kennzeichen | kfz-kz
  `,
  internalNumber: `
    interne nummer | interne fahrzeugnummer | fahrzeugnummer | fahrzeug-nr | fahrzeugnr | interne nr |
    bestandsnummer | angebotsnummer | angebotsnr | angebots-nr | wagennummer | stock number | stock no |
    stock | stock-nummer | stock id | fahrzeug-id | fahrzeug id | fahrzeugid | interne fahrzeug-nr | interne fahrzeug-id |
    angebots-id | vehicle id | référence véhicule | numéro de stock | voertuignummer
  `,
  listingId: `
    inseratsnummer | inserat-id | inserats-id | anzeigennummer | anzeigen-id | listing id | ad id |
    inserats-nr | inseratsnr | inserat-nr | anzeigen-nr | anzeigennr | numéro d'annonce |
    numero annuncio | advertentienummer
  `,
  listingUrl: `
    link | fahrzeuglink | link zum fahrzeug | fahrzeug-url | fahrzeug-link | link zum inserat |
    inseratslink | link zum angebot | listing | vehicle url | vehicle link | fahrzeug url |
    url des fahrzeugs | url zum fahrzeug | link zur fahrzeugseite | fahrzeugseite | lien |
    lien vers le véhicule | lien de l'annonce | link al veicolo | link all'annuncio |
    link naar voertuig | link naar advertentie
  `,
  testDrive: `
    probefahrt | probefahrt gewünscht | probefahrttermin | probefahrtwunsch | wunschtermin probefahrt |
    wunschtermin für die probefahrt | test drive | probefahrt erwünscht | probefahrt vereinbaren |
    interesse an probefahrt | interesse an einer probefahrt | ich möchte eine probefahrt |
    probefahrt am | datum der probefahrt | essai |
    essai routier | essai souhaité | prova su strada | prova | proefrit | proefrit gewenst |
    uhrzeit der probefahrt | probefahrt uhrzeit | probefahrt datum | preferred date for test drive | test drive date
  `,
  appointment: `
    wunschtermin | termin | terminwunsch | gewünschter termin | terminvorschlag | wunschdatum |
    bevorzugter termin | preferred date |
    wunschtermin datum | wunschtermin uhrzeit | gewünschte uhrzeit | preferred time | wunschuhrzeit | datum und uhrzeit des wunschtermins
  `,
  service: `
    werkstatttermin | servicetermin | serviceleistung | serviceleistungen | gewünschte serviceleistung |
    gewünschte serviceleistungen | gewünschter service | servicewunsch | gewünschte leistung |
    gewünschte leistungen | gewünschte arbeiten | auszuführende arbeiten | arbeiten | art der arbeiten | serviceart |
    terminart
  `,
  tradeIn: `
    inzahlungnahme | inzahlungnahme gewünscht | inzahlungnahme erwünscht | inzahlungnahmefahrzeug |
    fahrzeug in zahlung geben | eintauschfahrzeug | trade-in | trade in | part exchange |
    inzahlungnahme möglich | fahrzeug zur inzahlungnahme | interesse an inzahlungnahme | interesse an einer inzahlungnahme |
    fahrzeug in zahlung | in zahlung geben | reprise | reprise souhaitée | permuta | inruil |
    inruil gewenst | inruilauto
  `,
  financing: `
    finanzierung | finanzierung gewünscht | finanzierungsanfrage | finanzierungswunsch | financing |
    finance | finanzierung erwünscht | interesse an finanzierung | interesse an einer finanzierung |
    finanzierungsangebot | finanzierungsangebot gewünscht | financement | financement souhaité |
    finanziamento | financiering |
    finanzierung angefragt
  `,
  leasing: `
    leasing | leasing gewünscht | leasinganfrage | lease | leasing erwünscht | interesse an leasing |
    leasingangebot | leasing gewenst
  `,
  payment: `
    zahlungsart | zahlungsweise | zahlung | payment | payment method | mode de paiement | pagamento |
    betaalwijze
  `,
  modelBesideMake: 'typ | fahrzeugtyp',
  months: `
    laufzeit | laufzeit in monaten | vertragslaufzeit | finanzierungslaufzeit | leasinglaufzeit | gewünschte laufzeit | wunschlaufzeit |
    term | looptijd
  `,
  downPayment: `
    anzahlung | sonderzahlung | leasingsonderzahlung | mietsonderzahlung | gewünschte anzahlung | down payment | deposit |
    aanbetaling
  `,
  monthly: `
    wunschrate | monatsrate | monatliche rate | rate | rate pro monat | gewünschte rate | gewünschte monatsrate | monatliche wunschrate |
    leasingrate | finanzierungsrate | monthly rate | monthly payment
  `,
  finalPayment: 'schlussrate | schlusszahlung | restrate | final payment',
  kmPerYear: `
    kilometer pro jahr | km pro jahr | km/jahr | kilometer/jahr | jahresfahrleistung | jahreskilometer | jahreslaufleistung |
    jährliche fahrleistung | jährliche laufleistung | jährliche kilometer | laufleistung pro jahr | fahrleistung pro jahr |
    laufleistung/jahr | laufleistung p.a. | mileage per year | annual mileage | km per jaar
  `,
  timeframe: `
    kaufzeitpunkt | geplanter kaufzeitpunkt | anschaffungszeitpunkt | zeitraum | timeframe |
    purchase time | gewünschter kaufzeitpunkt | kaufzeitraum | kauf geplant | date d'achat | periodo di acquisto |
    aankooptermijn
  `,
  enquiryKind: `
    anfrageart | art der anfrage | anfragegrund | ihr anliegen | anfragetyp | leadtyp | lead type | request type | anliegen | grund der anfrage | type of enquiry |
    enquiry type | inquiry type | art ihrer anfrage | ich interessiere mich für | type de demande |
    tipo di richiesta | soort aanvraag
  `,
  message: `
    nachricht | nachrichtentext | mitteilung | bemerkung | bemerkungen | anmerkung | anmerkungen |
    kommentar | kommentare | anfrage | anfragetext | text | fragen | frage | nachricht des kunden |
    nachricht des interessenten | ihre nachricht an uns | sonstiges | wünsche | weitere informationen |
    message | your message | comment | comments | remarks | enquiry | inquiry | question | questions |
    ihre mitteilung | ihr text | nachricht an uns | zusätzliche informationen | zusatzinformationen |
    anfragetext / nachricht | commentaire | commentaires | remarque | remarques | demande | messaggio |
    note | commenti | richiesta | bericht | opmerking | opmerkingen | vraag | vragen |
    nachricht schreiben | kommentar oder nachricht | comment or message | ihre frage an uns
  `,
  consent: `
    datenschutz | datenschutzerklärung | datenschutzhinweis | datenschutzhinweise | einwilligung |
    einverständnis | einverständniserklärung | dsgvo | zustimmung | privacy | privacy policy | consent |
    gdpr | einwilligung datenschutz | einwilligung zur datenverarbeitung | datenverarbeitung | datenschutz akzeptiert | datenschutzbestimmungen |
    datenschutzerklärung akzeptiert | datenschutz gelesen | confidentialité | rgpd | consentement |
    consenso | informativa privacy | privacyverklaring | privacybeleid | avg
  `,
  optIn: `
    newsletter | newsletter abonnieren | newsletteranmeldung | werbeeinwilligung | marketing | opt-in | opt-in e-mail |
    opt-in telefon | opt-in post | einwilligung e-mail | einwilligung telefon | einwilligung tel | einwilligung post
  `,
  other: `
    betreff | fahrzeughalter | halter | ansprechpartner | verkäufer | berater | standort | filiale |
    niederlassung | quelle | formular | seite | url | website | webseite | homepage |
    referrer | ip | ip-adresse | ip adresse | browser | user agent | user-agent | geburtsdatum | datum |
    uhrzeit | zeit | zeitpunkt | gesendet am | eingegangen am | anfragedatum | anzahl vorbesitzer |
    vorbesitzer | hu | tüv | unfallfrei | hubraum | türen | subject | date | time | page | page url | remote ip |
    source | form | dealer | händler | händlernummer | händler-nr | händler-id | partnernummer | betriebsnummer |
    wunschhändler | vertriebspartner | autohaus | kampagne | motor | motorisierung | preisvorstellung | wunschpreis |
    führerschein | führerschein vorhanden | leasingart | finanzierungsart | anfragenummer | anfrage-id | lead-id |
    vorgangsnummer | referenznummer | objet | oggetto | onderwerp | fahrzeughalter seit | hsn/tsn | hsn |
    tsn | hsn / tsn | bezeichnung | kontaktperson | marktplatz | plattform | abteilung | termin beim verkäufer
  `,
  mailHeader: `
    von | from | an | to | cc | gesendet | sent | reply-to | antwort an | de | da | à | van | aan |
    envoyé | inviato | verzonden
  `,
};

/** What a label of a form stands for. */
export type LabelField = keyof typeof LABELS;
