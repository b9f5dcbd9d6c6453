/** Ordinary triage and nursing notes of our own, for benchmarks: what most notes say. */
const SENTENCES = {
  en: `34 yo presents with abdominal pain for 3 days, worse after meals.|Denies fever, chills or vomiting.|Last meal at 08:00, nothing since.
Accompanied by her husband, who drove her in.|Takes metformin 500 mg twice a day and lisinopril.|Allergic to penicillin (rash).
BP 124/78, HR 88, RR 16, SpO2 98% on room air, T 37.1.|Alert and oriented x3, no acute distress.|Abdomen soft, tender in the right upper quadrant, no guarding.
IV placed in the left forearm, blood drawn and sent to the lab.|Resting comfortably, rails up, call bell within reach.|Given ondansetron 4 mg IV for nausea with good effect.
Daughter called for an update.|Ultrasound done at the bedside; awaiting results.|Plan of care explained, patient and husband state understanding.
Works as a teacher, lives with family, feels safe at home.|No tobacco, occasional alcohol.|Ambulates with a steady gait to the bathroom.
Pain 4/10 after acetaminophen, reassessed at 14:30.|Wound cleaned and dressed, tetanus up to date.|Mother at the bedside, questions answered.
Cough and congestion for a week, no shortness of breath.|Lungs clear on both sides.|Follow up with primary care in 2 weeks.
Slipped on ice this morning and landed on the right wrist.|Swelling and tenderness over the distal radius, pulses intact.|Splint applied, X-ray ordered.
Patient asked for water and a blanket.|Interpreter on the phone for the history.|Son will pick her up after work.
Blood sugar 142 before lunch.|Dressing dry and intact.|Voided 300 ml, clear yellow.|Plan to go home in the morning with home health.`,
  fr: `Douleur abdominale depuis 3 jours, pire après les repas.|Nie fièvre et vomissements.|Accompagnée de son mari, venue en voiture.
Prend metformine 500 mg deux fois par jour.|Allergie à la pénicilline.|TA 124/78, FC 88, SpO2 98 % à l'air ambiant.
Alerte et orientée, pas de détresse.|Voie veineuse posée à l'avant-bras gauche.|La fille a téléphoné pour des nouvelles.
Travaille comme enseignante, vit en famille.|Pas de tabac, alcool à l'occasion.|Plan de soins expliqué, la patiente comprend.
Pansement propre et sec.|Retour à la maison prévu demain matin.|La mère est au chevet, rassurée.`,
  es: `Dolor abdominal desde hace 3 días, peor después de comer.|Niega fiebre y vómitos.|Acompañada de su marido, vino en coche.
Toma metformina 500 mg dos veces al día.|Alergia a la penicilina.|TA 124/78, FC 88, SpO2 98 % al aire ambiente.
Consciente y orientada, sin dificultad respiratoria.|Vía periférica en el antebrazo izquierdo.|La hija llamó para preguntar.
Trabaja como maestra, vive con su familia.|No fuma, alcohol ocasional.|Se explica el plan, la paciente lo entiende.
Apósito limpio y seco.|Alta prevista para mañana.|La madre está a su lado, tranquila.`,
};

const sentencesOf = (language) => SENTENCES[language].split(/[|\n]/).filter((sentence) => sentence !== '');

/**
 * @param length characters
 * @param languages whose sentences are mixed
 * @returns notes of several lines, three or four sentences on each
 */
export function makeNotes(random, length, languages = ['en']) {
  const sentences = languages.flatMap(sentencesOf);
  let text = '';
  while (text.length < length) text += `${random.pick(sentences)}${random.chance(0.3) ? '\n' : ' '}`;
  return text.slice(0, length);
}

/** Texts in which as much as possible begins a phrase: each costs the reader most in another way (decision 26). */
export const HOSTILE = {
  'every sentence matches': 'Boyfriend answers for patient, boss keeps her passport. ',
  'every sentence matches, none is a copy':
    'Room #, boyfriend answers for patient, boss keeps her passport. ',
  'every word is a candidate':
    'boyfriend boss husband uncle keeps holds takes answers speaks for her the patient ',
  'no sentence ends':
    'not paid by boss boyfriend took her passport phone money not allowed to leave the house ',
  'every sentence is turned around':
    'Denies that if her sister three years ago boyfriend answers for the patient. ',
  'one long word': 'a',
  'every line is a question': 'Q: does boyfriend answer for patient?\n',
  'pronouns and negations': 'he he she her not no he not no her her she paid her ',
  'three languages': 'le patron ne la paie pas no le pagan el jefe boss keeps passeport pasaporte ',
};

/** One of these texts, repeated to a length; `#` is another number each time. */
export function makeHostile(name, length) {
  const unit = HOSTILE[name];
  const texts = [];
  for (let number = 0, size = 0; size < length; number += 1) {
    const text = unit.replace('#', String(number));
    texts.push(text);
    size += text.length;
  }
  return texts.join('').slice(0, length);
}
