// Says what each profile of OWL 2 holds against an ontology, a line for each: java OwlProfiles.java FILE.
import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

public class OwlProfiles {
    public static void main(String[] arguments) throws Exception {
        OWLOntology ontology =
            OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(arguments[0]));
        System.out.println("axioms\t" + ontology.getAxiomCount());
        for (Profiles profile : Profiles.values()) {
            for (OWLProfileViolation found : profile.checkOntology(ontology).getViolations()) {
                System.out.println(profile + "\t" + found.toString().replace("\n", " "));
            }
        }
    }
}
