/**
 * What no shown text may say, by language: beginnings of words, without accents, as alternatives of a pattern (`\\b` ends a
 * word). A person reading over a shoulder must learn nothing, and nobody may be labelled or pushed (response brief 1.5, 1.8,
 * 2.2). A language without a list here may not be shown.
 */
export const FORBIDDEN_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'traffic|trafick|smuggl|enslav|slave|servitude|bondage|exploit|abus|violen',
    'assault|batter|beaten|rape|raping|molest|incest|sex|forced|coerc|threat',
    'blackmail|extort|kidnap|captiv|tortur|brothel|prostitut|pimp|grooming',
    'victim|perpetrat|survivor|offender|abductor',
    'police|immigra|undocumented|illegal|deport|hotline|shelter|child protection',
    'rescue|suspect|suspicion|indicator|red flag|risk score|screening|disclosure',
    'report to|reported to|haven',
    'non-compliant|noncompliant|frequent flyer|drug seek|drug-seek|addict|runaway',
  ],
  fr: [
    "trafic|trafiq|traite de|traite des|traite d'|traite humaine|traite interne|traffick",
    'passeur|contreband|esclav|asservi|servitude|servile|exploit|abus|violen',
    'viol\\b|viols\\b|viole\\b|violee|violer|violeu',
    'agress|maltrait|mauvais traitement|sevice|battu|coups et bless|frapp|tortur',
    'sexe|sexu|attouchement|incest|force|contrain|coerci|emprise|menac|chantage',
    'extor|servitude pour dette|enlevement|kidnapp|sequestr|captiv|mariage arrange',
    'prostitu|proxenet|souteneur|maquereau|maison close|bordel|racol',
    'victim|auteur presume|survivant|rescape|delinqu|criminel|ravisseur',
    'police|policier|gendarm|immigr|sans-papiers|sans papiers|clandestin|illegal|expuls',
    "ligne d'ecoute|ligne d'urgence|hotline|refuge|maison d'hebergement|centre d'hebergement",
    "foyer d'accueil|foyer d'urgence|protection de la jeunesse|dpj|protection de l'enfance",
    "aide sociale a l'enfance|sauvetage|sauver|secour|soupcon|suspect|suspic|indicateur",
    "drapeau rouge|signal d'alerte|signaux d'alerte|signe d'alerte|signes d'alerte|score de risque",
    'depist|divulg|devoil|revelation|denonc|signale|haven',
    'non compliant|non-compliant|non observant|inobservan|recalcitrant|toxicoman|drogu',
    'fugue|abonne des urgences',
  ],
  es: [
    'trafico|trafica|traffick|trata de (?:personas|seres|mujeres|menores|ninas|ninos|blancas)',
    'trata human|trata infantil|la trata\\b|de trata\\b|una trata\\b',
    'tratante|contraband|coyote|esclav|servidumbre|explot|abus|violen|violac|violad|violar',
    'agres|maltrat|malos tratos|golpe|golpiz|paliza|tortur|asalt|ataque|sexo|sexu',
    'manose|incest|forza|forzos|trabajo forz|coacc|coerc|obligad|someti|amenaz',
    'chantaj|extors|deuda|secuestr|rapto|cautiv|matrimonio arregl',
    'prostitu|prostibul|burdel|proxenet|padrote|chulo|madama',
    'victim|sobrevivi|supervivient|perpetrad|victimari|delincuen|criminal|secuestrador',
    'policia|inmigra|migratori|indocumentad|sin papeles|ilegal|deportad|deportac|linea directa',
    'linea de emergencia|hotline|refugio|albergue|casa de acogida|casa hogar|centro de acogida',
    'proteccion de menores|proteccion infantil|proteccion a la infancia|rescat|salvar|sospech',
    'indicador|bandera roja|banderas rojas|senal de alarma|senales de alarma|senal de alerta',
    'senales de alerta|puntaje de riesgo|puntuacion de riesgo|cribado|tamizaj|deteccion',
    'revel|divulg|denunci|reportar|reporte a|notificar a|haven',
    'incumplid|no cumplidor|drogadict|adicto|adicta|toxicoman|fugad|se fugo',
  ],
};

/** What claims that time alone is routine, by language: a lie where it is not (decision 21). */
export const ROUTINE_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ['routine', 'as for everyone', 'as for all', 'as with everyone'],
  fr: ['routine', 'comme pour tous', 'comme pour tout', "comme d'habitude", 'comme toujours'],
  es: [
    'rutin',
    'como a todos',
    'como a todas',
    'como para todos',
    'como con todos',
    'como siempre',
    'como es habitual',
  ],
};
